package binary

// What Go's package has besides.
//gopark:lacks Append Decode Encode NativeEndian Read Size Write
