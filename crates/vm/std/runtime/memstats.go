package runtime

// MemStats are numbers of the memory of the simulated program, in bytes where they are sizes. What the simulation does
// not count stays 0.
type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
}

// ReadMemStats fills m.
func ReadMemStats(m *MemStats) {
	heap, goal, stacks, collections := memory()
	*m = MemStats{
		Alloc:      heap,
		TotalAlloc: heap,
		Sys:        heap + stacks,
		HeapAlloc:  heap,
		HeapSys:    heap,
		HeapInuse:  heap,
		StackInuse: stacks,
		StackSys:   stacks,
		NextGC:     goal,
		NumGC:      uint32(collections),
		EnableGC:   true,
	}
}

func memory() (heapBytes, goalBytes, stackBytes, collections uint64)
