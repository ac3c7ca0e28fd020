package strconv

// What it has for itself, and tells others by accident.
//gopark:hides unquote
