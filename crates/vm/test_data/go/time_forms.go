// Package time: durations as text, rounding, timers in order.
package main

import (
	"fmt"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 999, 1500, 2 * time.Millisecond, 1500 * time.Millisecond, time.Minute + 30*time.Second, 36 * time.Hour, -time.Second, 1<<63 - 1} {
		fmt.Print(d, " ")
	}
	fmt.Println()
	d := 3*time.Hour + 25*time.Minute + 45*time.Second + 500*time.Millisecond
	fmt.Println(d.Hours() > 3.4, d.Minutes(), d.Seconds(), d.Milliseconds(), d.Round(time.Minute), d.Truncate(time.Hour))
	p, err := time.ParseDuration("1h15m30.918s")
	fmt.Println(p, err)
	_, err = time.ParseDuration("12")
	fmt.Println(err)
	start := time.Now()
	time.Sleep(3 * time.Millisecond)
	e := time.Since(start)
	fmt.Println(e >= 3*time.Millisecond, e < 3*time.Second, time.Until(start) < 0)
	order := make(chan int, 3)
	for _, n := range []int{3, 1, 2} {
		time.AfterFunc(time.Duration(n)*20*time.Millisecond, func() { order <- n })
	}
	fmt.Println(<-order, <-order, <-order)
	t := time.Date(2024, time.February, 29, 13, 4, 5, 0, time.UTC)
	fmt.Println(t.Year(), t.Month(), t.Day(), t.Weekday(), t.YearDay(), t.Unix(), t.Add(24*time.Hour).Day(), t.AddDate(1, 0, 0).Month())
	fmt.Println(t, t.Format("2006-01-02 15:04:05"), t.Format(time.RFC3339), t.Format(time.Kitchen))
	fmt.Println(t.Before(t.Add(1)), t.Equal(t), t.Sub(t.Add(-time.Hour)), time.Time{}.IsZero(), t.Truncate(time.Hour).Minute())
	var m time.Month = 13
	fmt.Println(time.March, m, time.Weekday(8))
}
