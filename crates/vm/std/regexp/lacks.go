package regexp

// What Go's package has besides.
//gopark:lacks MatchReader
