package main

import (
	"fmt"
	"time"
)

func main() {
	west := time.FixedZone("WEST", -5*3600-30*60)
	for _, t := range []time.Time{
		time.Date(2024, 2, 29, 13, 4, 5, 123456789, time.UTC), time.Date(1999, 12, 31, 23, 59, 59, 0, west), {},
		time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(12024, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2023, 1, 1, 0, 0, 0, 5e8, time.FixedZone("odd", 3601)), time.Date(2023, 1, 1, 0, 0, 0, 0, time.FixedZone("far", 40*24*3600)),
		time.Date(2023, 1, 1, 0, 0, 0, 0, time.FixedZone("hours", 25*3600)), time.Date(2023, 1, 1, 0, 0, 0, 0, time.FixedZone("minus", -60)),
	} {
		var back time.Time
		b, err := t.MarshalBinary()
		fmt.Println(b, err, back.UnmarshalBinary(b), back)
		b, err = t.AppendBinary([]byte("x"))
		fmt.Println(b, err)
		b, err = t.GobEncode()
		fmt.Println(b, err, back.GobDecode(b), back)
		b, err = t.MarshalText()
		fmt.Printf("%s %v %v\n", b, err, back.UnmarshalText(b))
		b, err = t.AppendText([]byte("x"))
		fmt.Printf("%s %v\n", b, err)
		b, err = t.MarshalJSON()
		fmt.Printf("%s %v %v\n", b, err, back.UnmarshalJSON(b))
		fmt.Println(t.ZoneBounds())
	}
	var t time.Time
	fmt.Println(t.UnmarshalBinary(nil), t.UnmarshalBinary([]byte{9}), t.UnmarshalBinary([]byte{1, 2}))
	for _, zone := range []string{"CEST", "+01", "-3", "+0100", "+24", "GMT+3", "GMT-12", "GMT+99", "x"} {
		t, err := time.Parse("15 MST", "07 "+zone)
		fmt.Println(t, err)
	}
}
