package crc32

// What Go's package has besides.
//gopark:lacks New NewIEEE

// What it has for itself, and tells others by accident.
//gopark:hides update
