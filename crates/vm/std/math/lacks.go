package math

// What Go's package has besides.
//gopark:lacks Erfcinv Erfinv J0 J1 Jn Lgamma Y0 Y1 Yn
