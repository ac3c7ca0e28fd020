package runtime

// MemStats are numbers of the memory of the simulated program, in bytes where they are sizes. Fields for which the
// simulation has no counterpart stay 0.
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
	*m = MemStats{EnableGC: true}
	var gcs uint64
	m.HeapAlloc, m.HeapObjects, m.TotalAlloc, m.Mallocs, m.NextGC, m.StackInuse, gcs = memory()
	m.Alloc = m.HeapAlloc
	m.Frees = m.Mallocs - m.HeapObjects
	m.HeapInuse, m.HeapSys = m.HeapAlloc, m.HeapAlloc
	m.StackSys = m.StackInuse
	m.Sys = m.HeapSys + m.StackSys
	m.NumGC = uint32(gcs)
}

func memory() (heapBytes, heapObjects, allocBytes, allocs, goalBytes, stackBytes, gcs uint64)
