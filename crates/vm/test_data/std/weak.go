package main

import (
	"fmt"
	"runtime"
	"time"
	"unique"
	"weak"
)

type blob struct {
	name string
	next *blob
}

type pair struct{ a, b string }

//go:noinline
func make2() (*blob, weak.Pointer[blob], weak.Pointer[string]) {
	kept, gone := &blob{name: "kept"}, &blob{name: "gone"}
	kept.next = &blob{name: "inner"}
	return kept, weak.Make(gone), weak.Make(&kept.next.name)
}

func main() {
	var none weak.Pointer[int]
	fmt.Println(none.Value() == nil, weak.Make[int](nil) == none)

	kept, gone, inner := make2()
	w := weak.Make(kept)
	fmt.Println(w == weak.Make(kept), w.Value() == kept, *inner.Value())
	runtime.GC()
	fmt.Println(w.Value().name, gone.Value() == nil, *inner.Value())
	runtime.KeepAlive(kept)
	kept = nil
	runtime.GC()
	fmt.Println(w.Value() == nil, inner.Value() == nil)

	// A finalizer sees the object again, a weak pointer does not.
	seen := make(chan string, 1)
	f := &blob{name: "finalized"}
	wf := weak.Make(f)
	runtime.SetFinalizer(f, func(b *blob) { seen <- b.name })
	f = nil
	runtime.GC()
	fmt.Println(wf.Value() == nil, <-seen)

	h := unique.Make(pair{"x", "y"})
	fmt.Println(h == unique.Make(pair{"x", "y"}), h == unique.Make(pair{"x", "z"}), h.Value().b)
	fmt.Println(unique.Make[any](1) == unique.Make[any](1), unique.Make(1).Value(), unique.Make[any](1).Value())
	h = unique.Make(pair{"another", ""})
	runtime.GC()
	time.Sleep(time.Millisecond)
	runtime.GC()
	fmt.Println(unique.Make(pair{"x", "y"}).Value().a, h.Value().a)
}
