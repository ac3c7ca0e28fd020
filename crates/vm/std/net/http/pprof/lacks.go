package pprof

// What Go's package has besides.
//gopark:lacks Cmdline Profile Symbol Trace

// What it has for itself, and tells others by accident.
//gopark:hides handler
