//procs:1

// Goroutines that begin take the Gs of those that ended, the last one first; dumps go by Gs.
package main

import (
	"runtime"
	"sync"
)

func ends(wg *sync.WaitGroup) { wg.Done() }

func first()  { select {} }
func second() { select {} }
func third()  { select {} }
func fourth() { select {} }

func many(c chan int, wg *sync.WaitGroup) {
	<-c
	wg.Done()
}

func main() {
	var wg sync.WaitGroup
	for range 5 {
		wg.Add(1)
		go ends(&wg)
	}
	wg.Wait()
	go first()
	runtime.Gosched()
	go second()
	runtime.Gosched()
	go third()
	runtime.Gosched()

	// More than a P keeps: the others lie in the global list.
	c := make(chan int)
	wg.Add(200)
	for range 200 {
		go many(c, &wg)
	}
	for range 10 {
		runtime.Gosched()
	}
	close(c)
	wg.Wait()
	for range 90 {
		go fourth()
	}
	runtime.Gosched()
	wg.Add(1)
	wg.Wait()
}
