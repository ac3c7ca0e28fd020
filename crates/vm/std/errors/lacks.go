package errors

// What it has for itself, and tells others by accident.
//gopark:hides asType
