package rand

// What Go's package has besides.
//gopark:lacks NewZipf Zipf

// What it has for itself, and tells others by accident.
//gopark:hides newSource
