package debug

// What Go's package has besides.
//gopark:lacks BuildInfo BuildSetting CrashOptions Module ParseBuildInfo ReadBuildInfo SetCrashOutput
//gopark:lacks SetPanicOnFault SetTraceback WriteHeapDump
