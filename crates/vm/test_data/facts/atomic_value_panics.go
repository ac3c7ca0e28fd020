package main

import (
	"fmt"
	"runtime/debug"
	"strings"
	"sync/atomic"
)

func try(f func()) {
	defer func() {
		fmt.Println(recover())
		_, stack, _ := strings.Cut(string(debug.Stack()), "\npanic(")
		_, stack, _ = strings.Cut(stack, "\nsync")
		stack, _, _ = strings.Cut(stack, "\nmain.try")
		fmt.Println("sync" + stack)
	}()
	f()
}

func main() {
	var v atomic.Value
	try(func() { v.Store(nil) })
	try(func() { v.Swap(nil) })
	try(func() { v.CompareAndSwap(nil, nil) })
	v.Store(1)
	try(func() { v.Store("x") })
	try(func() { v.Swap("x") })
	try(func() { v.CompareAndSwap("x", 1) })
	try(func() { v.CompareAndSwap("x", "y") })
}
