package fnv

// What Go's package has besides.
//gopark:lacks New128 New128a
