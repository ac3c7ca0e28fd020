package regexp

// What Go's package has besides.
//gopark:lacks MatchReader

// What it has for itself, and tells others by accident.
//gopark:hides compile
