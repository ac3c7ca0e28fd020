package main

import (
	"fmt"
	"log"
	"sync"
	"time"
)

var recovers = false //gopark:param workers recover, and log what happened

// riskyOperation trusts its input a little too much.
func riskyOperation(id int, items []string) string {
	time.Sleep(time.Duration(id) * 20 * time.Millisecond)
	return items[id]
}

func worker(id int, items []string) {
	if recovers {
		defer func() {
			if r := recover(); r != nil {
				log.Println("recovered:", r)
			}
		}()
	}
	fmt.Println("worker", id, "has", riskyOperation(id, items))
}

func main() {
	log.SetFlags(0)
	items := []string{"ant", "bee", "cat", "dog"}
	var wg sync.WaitGroup
	for id := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			worker(id, items)
		}()
	}
	wg.Wait()
	fmt.Println("all workers are done")
}
