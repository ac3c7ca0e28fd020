//procs:1
package main

import (
	"fmt"
	"runtime"
	"time"
)

type node struct {
	name string
	next *node
}

var said []string

func say(s string) { said = append(said, s) }

func collect(what string) {
	runtime.GC()
	time.Sleep(time.Millisecond)
	fmt.Println(what, said, runtime.NumGoroutine())
	said = nil
}

type speaker interface{ speak() }

func (n *node) speak() { say("speaker " + n.name) }

//go:noinline
func chain() {
	a := &node{name: "a"}
	b := &node{name: "b", next: a}
	c := &node{name: "c", next: b}
	for _, n := range []*node{a, b, c} {
		runtime.SetFinalizer(n, func(n *node) { say("finalizer " + n.name) })
	}
	// A cycle has no order in which its finalizers could run.
	d, e := &node{name: "d"}, &node{name: "e"}
	d.next, e.next = e, d
	runtime.SetFinalizer(d, func(n *node) { say("finalizer " + n.name) })
}

//go:noinline
func forms() {
	runtime.SetFinalizer(&node{name: "any"}, func(x any) { say(fmt.Sprintf("%T %s", x, x.(*node).name)) })
	runtime.SetFinalizer(&node{name: "method"}, (*node).speak)
	runtime.SetFinalizer(&node{name: "iface"}, speaker.speak)
	runtime.SetFinalizer(&node{name: "results"}, func(n *node) (int, error) { say(n.name); return 1, nil })
	n := &node{name: "removed"}
	runtime.SetFinalizer(n, func(n *node) { say(n.name) })
	runtime.SetFinalizer(n, nil)
}

//go:noinline
func cleanups() {
	n := &node{name: "n"}
	runtime.AddCleanup(n, say, "cleanup 1")
	stopped := runtime.AddCleanup(n, say, "stopped")
	runtime.AddCleanup(&n.next, func(i int) { say(fmt.Sprint("cleanup ", i)) }, 2)
	stopped.Stop()
	m := &node{name: "both"}
	runtime.SetFinalizer(m, func(n *node) { say("finalizer " + n.name) })
	runtime.AddCleanup(m, say, "cleanup of both")
}

var kept *node

//go:noinline
func revived() {
	n := &node{name: "revived"}
	runtime.SetFinalizer(n, func(n *node) { say(n.name); kept = n })
}

//go:noinline
func panics(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	chain()
	for i := range 4 {
		collect(fmt.Sprint("chain ", i))
	}
	forms()
	collect("forms")
	cleanups()
	collect("cleanups")
	collect("cleanups again")
	revived()
	collect("revived")
	fmt.Println(kept.name)
	kept = nil
	collect("gone")

	n := &node{name: "alive"}
	runtime.SetFinalizer(n, func(n *node) { say(n.name) })
	collect("alive")
	runtime.KeepAlive(n)
	collect("dead")

	// Variables of the program are never collected.
	runtime.SetFinalizer(&kept, func(**node) { say("never") })
	collect("global")

	panics(func() { runtime.AddCleanup[node](nil, say, "") })
	panics(func() { n := &node{}; runtime.AddCleanup(n, func(*node) {}, n) })
	panics(func() { n := &node{}; runtime.AddCleanup(n, func(**node) {}, &n.next) })
	panics(func() { n := &node{}; runtime.AddCleanup(n, func(int) { n.speak() }, 1) })
}
