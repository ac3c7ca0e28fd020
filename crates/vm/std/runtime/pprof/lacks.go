package pprof

// What Go's package has besides.
//gopark:lacks StartCPUProfile StopCPUProfile WriteHeapProfile
