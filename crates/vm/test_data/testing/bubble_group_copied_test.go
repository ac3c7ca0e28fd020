package main

import (
	"sync"
	"testing"
	"testing/synctest"
)

func work(wg sync.WaitGroup) { wg.Done() }

func TestReplaced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var wg sync.WaitGroup
		wg.Add(1)
		wg = sync.WaitGroup{}
		wg.Wait()
		wg.Add(1)
		go wg.Done()
		wg.Wait()
	})
}

func TestCopied(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var wg sync.WaitGroup
		wg.Add(1)
		work(wg)
		other := wg
		other.Add(1)
		other.Add(-2)
		other.Wait()
		wg.Done()
		wg.Wait()
		t.Log("over")
	})
}
