package url

// What Go's package has besides.
//gopark:lacks JoinPath

// What it has for itself, and tells others by accident.
//gopark:hides parseQuery
