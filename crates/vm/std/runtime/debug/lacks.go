package debug

// What Go's package has besides.
//gopark:lacks CrashOptions ParseBuildInfo SetCrashOutput WriteHeapDump

// What it has for itself, and tells others by accident.
//gopark:hides freeOSMemory setGCPercent setMaxStack setMaxThreads setMemoryLimit setPanicOnFault
