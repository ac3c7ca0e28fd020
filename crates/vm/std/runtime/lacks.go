package runtime

// What Go's package has besides.
//gopark:lacks BlockProfile BlockProfileRecord Breakpoint CPUProfile GoroutineProfile MemProfile
//gopark:lacks MemProfileRecord MutexProfile Pinner ReadTrace SetCPUProfileRate
//gopark:lacks SetCgoTraceback SetDefaultGOMAXPROCS StackRecord StartTrace StopTrace
//gopark:lacks ThreadCreateProfile
