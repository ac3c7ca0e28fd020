package main

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

var timeout = 2 * time.Second //gopark:param 100ms..5s until all must be done
var depth = 2                 //gopark:param 1..4 generations below the root
var width = 3                 //gopark:param 1..5 children of each
var deaf = 6                  //gopark:param 0..100 the node that does not listen; 0 is nobody
var cancelNow = 0             //gopark:param 0..100 the node to cancel at once

// A Tree is made of goroutines, each with a context of its own below its parent's.
type Tree struct {
	mu      sync.Mutex
	cancels []context.CancelFunc
	answers chan int64
	ended   atomic.Int64
}

// grow adds a node, and below it generations more.
func (t *Tree) grow(parent context.Context, generations int) {
	ctx, cancel := context.WithCancel(parent)
	t.mu.Lock()
	t.cancels = append(t.cancels, cancel)
	id := len(t.cancels)
	t.mu.Unlock()
	if id == deaf {
		go t.ignore()
	} else {
		go t.listen(ctx)
	}
	if generations > 0 {
		for range width {
			t.grow(ctx, generations-1)
		}
	}
}

func (t *Tree) listen(ctx context.Context) {
	<-ctx.Done()
	t.ended.Add(1)
}

// ignore waits for an answer, whatever becomes of its context.
func (t *Tree) ignore() {
	t.ended.Add(<-t.answers)
}

// watch grows a tree and looks at it until its time is over; false when the tree is to be another one.
func watch(parentCtx context.Context) bool {
	ctx, cancel := context.WithTimeout(parentCtx, timeout)
	defer cancel()

	tree := Tree{answers: make(chan int64)}
	generations, children := depth, width
	tree.grow(ctx, generations)
	nodes := len(tree.cancels)
	for ctx.Err() == nil {
		if depth != generations || width != children {
			return false
		}
		if n := cancelNow; n > 0 && n <= nodes {
			tree.cancels[n-1]()
			cancelNow = 0
			time.Sleep(time.Millisecond)
			fmt.Println("cancelled by hand:", tree.ended.Load(), "of", nodes)
		}
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(10 * time.Millisecond)
	fmt.Println("reason:", ctx.Err())
	fmt.Println("ended:", tree.ended.Load(), "of", nodes)
	fmt.Println("still there:", runtime.NumGoroutine()-1)
	return true
}

func main() {
	for !watch(context.Background()) {
	}
	time.Sleep(time.Second)
}
