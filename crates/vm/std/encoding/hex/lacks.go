package hex

// What Go's package has besides.
//gopark:lacks Dump Dumper NewDecoder NewEncoder
