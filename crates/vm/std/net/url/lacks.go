package url

// What Go's package has besides.
//gopark:lacks JoinPath
