package sha1

// What it has for itself, and tells others by accident.
//gopark:hides digest
