package runtime

// What Go's package has besides.
//gopark:lacks BlockProfile BlockProfileRecord Breakpoint CPUProfile MemProfile
//gopark:lacks MemProfileRecord MutexProfile Pinner ReadTrace SetCPUProfileRate
//gopark:lacks SetCgoTraceback SetDefaultGOMAXPROCS StartTrace StopTrace
//gopark:lacks ThreadCreateProfile
