package main

import (
	"fmt"
	"log"
	"time"
)

func price(item int) int {
	time.Sleep(time.Millisecond)
	return 1000 / (item % 4)
}

// guard keeps the others going, and makes the failure known.
func guard(item int, work func()) (ok bool) {
	defer func() {
		if r := recover(); r != nil {
			log.Println("item", item, "failed:", r)
		}
	}()
	work()
	return true
}

func main() {
	log.SetFlags(0)
	total, failed := 0, 0
	for item := range 12 {
		if !guard(item, func() { total += price(item) }) {
			failed++
		}
	}
	fmt.Println("total:", total, "without", failed, "items that failed")
}
