package maps

// What it has for itself, and tells others by accident.
//gopark:hides clone
