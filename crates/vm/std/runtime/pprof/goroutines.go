package pprof

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
)

var leakMu sync.Mutex

func countLeaks() int {
	stacks, _ := goroutineStacks(true)
	return len(split(stacks))
}

func writeGoroutine(w io.Writer, debug int) error {
	if debug >= 2 {
		return writeGoroutineStacks(w)
	}
	return writeRuntimeProfile(w, "goroutine", false)
}

// writeGoroutineLeak looks for leaked goroutines first.
func writeGoroutineLeak(w io.Writer, debug int) error {
	leakMu.Lock()
	defer leakMu.Unlock()
	runtime.GC()
	goroutineLeakGC()
	if debug >= 2 {
		return writeGoroutineStacks(w)
	}
	return writeRuntimeProfile(w, "goroutineleak", true)
}

func writeGoroutineStacks(w io.Writer) error {
	buf := make([]byte, 1<<16)
	for {
		n := runtime.Stack(buf, true)
		if n < len(buf) || len(buf) >= 64<<20 {
			_, err := w.Write(buf[:n])
			return err
		}
		buf = make([]byte, 2*len(buf))
	}
}

func writeRuntimeProfile(w io.Writer, name string, onlyLeaked bool) error {
	stacks, labels := goroutineStacks(onlyLeaked)
	return printCountProfile(w, name, split(stacks), strings.Split(labels, "\n"))
}

// split undoes the packing of goroutineStacks.
func split(packed []uintptr) [][]uintptr {
	var stacks [][]uintptr
	for len(packed) > 0 {
		n := int(packed[0])
		stacks = append(stacks, packed[1:1+n])
		packed = packed[1+n:]
	}
	return stacks
}

func writeThreadCreate(w io.Writer, debug int) error {
	return printCountProfile(w, "threadcreate", nil, nil)
}

// writeHeap writes that nothing was sampled, and the numbers of the memory.
func writeHeap(w io.Writer, debug int) error {
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	_, err := fmt.Fprintf(w, "heap profile: 0: 0 [0: 1] @ heap/1048576\n\n# runtime.MemStats\n"+
		"# Alloc = %d\n# TotalAlloc = %d\n# Sys = %d\n# Lookups = %d\n# Mallocs = %d\n# Frees = %d\n"+
		"# HeapAlloc = %d\n# HeapSys = %d\n# HeapIdle = %d\n# HeapInuse = %d\n# HeapReleased = %d\n"+
		"# HeapObjects = %d\n# Stack = %d / %d\n# NextGC = %d\n# LastGC = %d\n# NumGC = %d\n# NumForcedGC = %d\n",
		s.Alloc, s.TotalAlloc, s.Sys, s.Lookups, s.Mallocs, s.Frees, s.HeapAlloc, s.HeapSys, s.HeapIdle,
		s.HeapInuse, s.HeapReleased, s.HeapObjects, s.StackInuse, s.StackSys, s.NextGC, s.LastGC, s.NumGC, s.NumForcedGC)
	return err
}

func writeBlock(w io.Writer, debug int) error {
	_, err := io.WriteString(w, "--- contention:\ncycles/second=1000000000\n")
	return err
}

func writeMutex(w io.Writer, debug int) error {
	_, err := io.WriteString(w, "--- mutex:\ncycles/second=1000000000\nsampling period=0\n")
	return err
}

func goroutineLeakGC()

// goroutineStacks returns the stacks of goroutines, packed, and a line with the labels of each.
func goroutineStacks(onlyLeaked bool) ([]uintptr, string)
