package crc32

// What Go's package has besides.
//gopark:lacks New NewIEEE
