package hash

// What Go's package has besides.
//gopark:lacks Cloner XOF
