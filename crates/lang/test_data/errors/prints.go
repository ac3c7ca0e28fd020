package main

import (
	"sync"
	"sync/atomic"
)

type point struct{ x, y int }

type row [3]point

func main() {
	println(point{1, 2})
	print(1, row{}, "and", [2]string{}, &point{})
	defer println(struct{}{})
	go print(struct {
		name string
		at   []point
	}{})
	print(sync.Mutex{}, map[string]sync.Mutex{} == nil, [1]*atomic.Int32{})
	println([]point{}, map[point]row{} == nil, any(point{}), func() {} == nil)
}
