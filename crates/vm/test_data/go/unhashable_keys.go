// Keys that cannot be hashed, also where there is nothing to look them up in; wide integers as float32.
package main

import "fmt"

type key struct{ a any }

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	var none map[any]int
	some := map[any]int{1: 1}
	try("delete from nil", func() { delete(none, any([]int{1})) })
	try("read nil", func() { _ = none[[]int{1}] })
	try("read nil with ok", func() { _, ok := none[func() {}]; _ = ok })
	try("delete", func() { delete(some, any(map[int]int{})) })
	try("read", func() { _ = some[[]int{1}] })
	try("set", func() { some[[]int{1}] = 1 })
	var structs map[key][3]string
	try("struct", func() { delete(structs, key{[]int{}}) })
	try("array", func() { delete(map[[2]any]int{}, [2]any{1, []int{}}) })
	try("deferred", func() { defer delete(none, any([]int{1})) })
	try("fine", func() { delete(none, 1); delete(some, 1); delete(structs, key{}) })
	fmt.Println(len(some))

	for _, i := range []int64{9007199791611905, 1<<53 + 1<<29 + 1, -(1<<60 + 1<<36 + 1), 1<<63 - 1, 16777217, 3} {
		fmt.Println(float32(i), float64(i), float32(uint64(i)), float32(uint32(i)))
	}
}
