package strconv

// ParseComplex reads a complex number, perhaps in parentheses, with the precision of bitSize, 64 or 128.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	rest := s
	if len(rest) >= 2 && rest[0] == '(' && rest[len(rest)-1] == ')' {
		rest = rest[1 : len(rest)-1]
	}
	first, rest, fault := floatPrefix(rest, size)
	switch {
	case fault == faultSyntax || rest == "":
	case rest == "i":
		return complex(0, first), failure("ParseComplex", s, fault)
	case rest[0] == '+' || rest[0] == '-':
		if len(rest) > 1 && rest[0] == '+' && rest[1] != '+' {
			rest = rest[1:]
		}
		second, rest, otherFault := floatPrefix(rest, size)
		if otherFault != faultSyntax && rest == "i" {
			return complex(first, second), failure("ParseComplex", s, max(fault, otherFault))
		}
		fault = faultSyntax
	default:
		fault = faultSyntax
	}
	if fault == faultSyntax {
		first = 0
	}
	return complex(first, 0), failure("ParseComplex", s, fault)
}

// floatPrefix reads the float that s begins with.
func floatPrefix(s string, bitSize int) (f float64, rest string, fault int) {
	at := 0
	if at < len(s) && (s[at] == '+' || s[at] == '-') {
		at++
	}
	n := foldedPrefix(s[at:], "infinity")
	if n < 8 {
		n = max(min(n, 3), foldedPrefix(s[at:], "nan"))
	}
	if n >= 3 {
		at += n
	} else {
		at = numberEnd(s, at)
	}
	f, fault = parseFloat(s[:at], bitSize)
	return f, s[at:], fault
}

// numberEnd returns where a number that begins at a place in s ends: before what none can have there.
func numberEnd(s string, at int) int {
	exponent := byte('e')
	if foldedPrefix(s[at:], "0x") == 2 {
		exponent = 'p'
	}
	for ; at < len(s); at++ {
		c := s[at]
		isSign := c == '+' || c == '-'
		c |= 0x20
		switch {
		case isSign && at > 0 && s[at-1]|0x20 == exponent:
		case isSign:
			return at
		case '0' <= s[at] && s[at] <= '9' || s[at] == '.' || s[at] == '_' || 'a' <= c && c <= 'f' || c == 'p' || c == 'x':
		default:
			return at
		}
	}
	return at
}

// foldedPrefix returns how many letters s has in common with lower at its beginning, however they are written.
func foldedPrefix(s, lower string) int {
	n := 0
	for n < len(s) && n < len(lower) && s[n]|0x20 == lower[n]|0x20 {
		n++
	}
	return n
}
