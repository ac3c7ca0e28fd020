package hex

// What it has for itself, and tells others by accident.
//gopark:hides decoder dumper encoder
