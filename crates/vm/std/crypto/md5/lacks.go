package md5

// What it has for itself, and tells others by accident.
//gopark:hides digest
