package strconv

// What Go's package has besides.
//gopark:lacks AppendQuoteRuneToGraphic ParseComplex QuotedPrefix
