package fnv

// What it has for itself, and tells others by accident.
//gopark:hides sum128
