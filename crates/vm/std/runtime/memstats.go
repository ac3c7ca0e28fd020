package runtime

// MemStats are numbers of the memory of the simulated program, in bytes where they are sizes.
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
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
	BySize        [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

// ReadMemStats stops the world and fills m.
func ReadMemStats(m *MemStats) {
	stopTheWorld()
	total, freed, mallocs, frees, heapSys, heapInuse, released, stacks, other, next, last, pauses, cycles, forced, fraction := memory()
	*m = MemStats{
		Alloc:         total - freed,
		TotalAlloc:    total,
		Sys:           heapSys + stacks + other,
		Mallocs:       mallocs,
		Frees:         frees,
		HeapAlloc:     total - freed,
		HeapSys:       heapSys,
		HeapIdle:      heapSys - heapInuse,
		HeapInuse:     heapInuse,
		HeapReleased:  released,
		HeapObjects:   mallocs - frees,
		StackInuse:    stacks,
		StackSys:      stacks,
		NextGC:        next,
		PauseTotalNs:  pauses,
		NumGC:         uint32(cycles),
		NumForcedGC:   uint32(forced),
		GCCPUFraction: fraction,
		EnableGC:      true, // as in Go, also when GOGC is off
	}
	if cycles > 0 {
		m.LastGC = wall + last
	}
	m.MCacheSys, m.MCacheInuse, m.MSpanSys, m.MSpanInuse, m.GCSys, m.BuckHashSys, m.OtherSys = own()
	m.MCacheSys += m.MCacheInuse
	m.MSpanSys += m.MSpanInuse
	bySize(&m.BySize[0].Size, len(m.BySize))
	for i := range min(cycles, 256) {
		end, ns, _ := pause(i)
		at := (cycles + 255 - i) % 256
		m.PauseNs[at], m.PauseEnd[at] = ns, wall+end
	}
}

// Wall is what the wall clock shows when the simulated program begins, in nanoseconds.
const wall = 1257894000000000000

// GC collects garbage: it begins a cycle, when none begins that is new to the caller, and returns when everything is
// swept.
func GC() {
	n := gcCycle()
	gcWait(n)
	gcStart(n)
	gcWait(n + 1)
	for gcSweep() {
		Gosched()
	}
}

// Pause returns when the i-th of the last pauses ended, newest first, and how long it took.
func pause(i uint64) (end, ns uint64, ok bool)

func gcCycle() uint64

func gcStart(n uint64)

func gcWait(n uint64)

func gcSweep() (more bool)

func stopTheWorld()

// own returns what the runtime has for itself: first what is free of two of its kinds.
func own() (mcacheFree, mcache, mspanFree, mspan, gc, buckets, other uint64)

// bySize fills what MemStats has by size.
func bySize(first *uint32, n int)

func memory() (total, freed, mallocs, frees, heapSys, heapInuse, released, stacks, other, next, last, pauses, cycles, forced uint64, fraction float64)
