package flag

// What Go's package has besides.
//gopark:lacks TextVar
