package strconv

// What Go's package has besides.
//gopark:lacks AppendQuoteRuneToGraphic ParseComplex QuotedPrefix

// What it has for itself, and tells others by accident.
//gopark:hides unquote
