package rand

// What Go's package has besides.
//gopark:lacks NewZipf Zipf
