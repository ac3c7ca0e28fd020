// Reading times.
package main

import (
	"fmt"
	"time"
)

func main() {
	for _, c := range [][2]string{
		{time.RFC3339, "2024-02-03T04:05:06Z"},
		{time.RFC3339, "2024-02-03T04:05:06.789+02:00"},
		{time.RFC3339Nano, "2024-02-03T04:05:06.123456789-07:30"},
		{time.RFC3339, "2024-02-30T04:05:06Z"},
		{time.RFC3339, "2024-13-03T04:05:06Z"},
		{time.RFC3339, "2024-02-03 04:05:06Z"},
		{time.RFC3339, "2024-02-03T25:05:06Z"},
		{time.RFC3339, "2024-02-03T04:61:06Z"},
		{time.RFC3339, "2024-02-03T04:05:60Z"},
		{time.RFC3339, "2024-02-03T04:05:06"},
		{time.RFC3339, "2024-02-03T04:05:06Z!"},
		{time.RFC1123, "Sat, 03 Feb 2024 04:05:06 UTC"},
		{time.RFC1123, "Sat, 03 Feb 2024 04:05:06 CET"},
		{time.RFC1123Z, "Sat, 03 Feb 2024 04:05:06 -0700"},
		{time.RFC850, "Saturday, 03-Feb-24 04:05:06 GMT"},
		{time.RFC822, "03 Feb 69 04:05 PST"},
		{time.ANSIC, "Sat Feb  3 04:05:06 2024"},
		{time.UnixDate, "Sat Feb  3 04:05:06 CEST 2024"},
		{time.RubyDate, "Sat Feb 03 04:05:06 +0100 2024"},
		{time.Kitchen, "3:04PM"},
		{time.Kitchen, "12:04AM"},
		{time.Kitchen, "13:04AM"},
		{time.Kitchen, "3:04XM"},
		{time.Stamp, "Feb 29 04:05:06"},
		{time.StampMicro, "Feb  3 04:05:06.123456"},
		{time.StampMicro, "Feb  3 04:05:06.1234"},
		{time.DateTime, "2024-02-03 04:05:06.5"},
		{time.DateOnly, "2023-02-29"},
		{time.DateOnly, "2024-2-3"},
		{time.DateOnly, "x024-02-03"},
		{time.TimeOnly, "23:59:59"},
		{"2006-002", "2024-060"},
		{"2006-002", "2023-366"},
		{"2006 January 2", "2024 FEBRUARY 3"},
		{"2006 Jan 2", "2024 Febr 3"},
		{"Monday 2006", "Sonday 2024"},
		{"15h4m5s", "7h8m9s"},
		{"3:4:5 pm", "7:8:9 pm"},
		{"06/1/2 .000", "70/2/3 .250"},
		{"2006-01-02 -07", "2024-02-03 +05"},
		{"2006-01-02 -07:00:00", "2024-02-03 +05:30:15"},
		{"2006-01-02 Z0700", "2024-02-03 +2500"},
		{"2006-01-02 MST", "2024-02-03 GMT+3"},
		{"2006-01-02 MST", "2024-02-03 x"},
		{"2006-01-02", "2024-02-03 rest"},
		{"2006-01-02  15", "2024-02-03    7"},
		{"", ""},
		{"", "a"},
		{"2006", ""},
		{"05.999", "06.1234567891"},
		{"05,000", "06,123"},
	} {
		t, err := time.Parse(c[0], c[1])
		fmt.Printf("%q %q: %v %v\n", c[0], c[1], t, err)
	}
	zone := time.FixedZone("XYZ", 3*3600)
	t, err := time.ParseInLocation(time.DateTime, "2024-02-03 04:05:06", zone)
	fmt.Println(t, err, t.UTC())
	t, err = time.ParseInLocation(time.RFC1123, "Sat, 03 Feb 2024 04:05:06 XYZ", zone)
	fmt.Println(t, err, t.UTC())
	b, err := t.MarshalJSON()
	fmt.Println(string(b), err)
	fmt.Println(t.UnmarshalJSON([]byte(`"2001-02-03T04:05:06Z"`)), t)
	fmt.Println(t.UnmarshalText([]byte("2001-02-03")), t)
	_, err = time.Parse(time.DateOnly, "nope")
	pe := err.(*time.ParseError)
	fmt.Printf("%q %q %q %q %q\n", pe.Layout, pe.Value, pe.LayoutElem, pe.ValueElem, pe.Message)
}
