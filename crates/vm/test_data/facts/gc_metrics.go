//procs:1
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
)

func read(name string) uint64 {
	s := []metrics.Sample{{Name: name}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

var sink []byte

func main() {
	fmt.Println(read("/gc/scan/stack:bytes") == 0, read("/gc/heap/live:bytes") == 0)
	for range 300 {
		sink = make([]byte, 100000)
	}
	runtime.GC()
	fmt.Println(read("/gc/cycles/automatic:gc-cycles") > 3, read("/gc/cycles/forced:gc-cycles"))
	fmt.Println(read("/gc/cycles/total:gc-cycles") == read("/gc/cycles/automatic:gc-cycles")+1)
	fmt.Println(read("/gc/heap/allocs:bytes")-read("/gc/heap/frees:bytes") < 2<<20, read("/gc/heap/goal:bytes"))
	fmt.Println(read("/memory/classes/total:bytes") > read("/memory/classes/heap/objects:bytes"))
	fmt.Println(read("/gc/scan/total:bytes") == read("/gc/scan/stack:bytes")+read("/gc/scan/heap:bytes")+read("/gc/scan/globals:bytes"))
	fmt.Println(read("/memory/classes/heap/stacks:bytes") > 0, read("/memory/classes/os-stacks:bytes"))
}
