package pprof

// What Go's package has besides.
//gopark:lacks Cmdline Profile Symbol Trace
