package bytes

// What Go's package has besides.
//gopark:lacks ToLowerSpecial ToTitleSpecial ToUpperSpecial
