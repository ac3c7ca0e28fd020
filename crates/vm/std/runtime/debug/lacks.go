package debug

// What Go's package has besides.
//gopark:lacks BuildInfo BuildSetting CrashOptions Module ParseBuildInfo ReadBuildInfo SetCrashOutput
//gopark:lacks SetPanicOnFault SetTraceback WriteHeapDump

// What it has for itself, and tells others by accident.
//gopark:hides freeOSMemory setGCPercent setMaxStack setMaxThreads setMemoryLimit
