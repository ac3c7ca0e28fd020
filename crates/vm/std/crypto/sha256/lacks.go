package sha256

// What Go's package has besides.
//gopark:lacks New224 Size224 Sum224
