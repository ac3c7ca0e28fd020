package main

import (
	"fmt"
	"time"
)

func main() {
	for i := range 3 {
		go func() {
			for {
				time.Sleep(time.Millisecond * time.Duration(i+1))
			}
		}()
	}
	go func() {
		for {
		}
	}()
	time.Sleep(25 * time.Millisecond)
	fmt.Println("main returns")
}
