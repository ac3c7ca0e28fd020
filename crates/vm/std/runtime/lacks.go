package runtime

// What Go's package has besides.
//gopark:lacks BlockProfile BlockProfileRecord Breakpoint CPUProfile GoroutineProfile MemProfile MemProfileRate
//gopark:lacks MemProfileRecord MutexProfile NumCgoCall Pinner ReadTrace SetBlockProfileRate SetCPUProfileRate
//gopark:lacks SetCgoTraceback SetDefaultGOMAXPROCS SetMutexProfileFraction StackRecord StartTrace StopTrace
//gopark:lacks ThreadCreateProfile
