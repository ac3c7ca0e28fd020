package time

// A parseDurationError tells why a text is no duration.
type parseDurationError struct {
	message string
	value   string
}

func (e *parseDurationError) Error() string { return "time: " + e.message + " " + quoted(e.value) }

// unitOf returns the length of a unit, or 0.
func unitOf(name string) uint64 {
	switch name {
	case "ns":
		return uint64(Nanosecond)
	case "us", "µs", "μs":
		return uint64(Microsecond)
	case "ms":
		return uint64(Millisecond)
	case "s":
		return uint64(Second)
	case "m":
		return uint64(Minute)
	case "h":
		return uint64(Hour)
	}
	return 0
}

// ParseDuration reads a duration like 1h15m30.918s.
func ParseDuration(s string) (Duration, error) {
	rest, negative := s, false
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		negative = rest[0] == '-'
		rest = rest[1:]
	}
	if rest == "0" {
		return 0, nil
	}
	if rest == "" {
		return 0, invalid(s)
	}
	var total uint64
	for rest != "" {
		number, fraction, scale, after, ok := readDecimal(rest)
		if !ok {
			return 0, invalid(s)
		}
		end := 0
		for end < len(after) && after[end] != '.' && (after[end] < '0' || after[end] > '9') {
			end++
		}
		if end == 0 {
			return 0, &parseDurationError{"missing unit in duration", s}
		}
		unit := unitOf(after[:end])
		if unit == 0 {
			return 0, &parseDurationError{"unknown unit " + quoted(after[:end]) + " in duration", s}
		}
		if number > 1<<63/unit {
			return 0, invalid(s)
		}
		number = number*unit + uint64(float64(fraction)*(float64(unit)/scale))
		if number > 1<<63 || total+number > 1<<63 {
			return 0, invalid(s)
		}
		total += number
		rest = after[end:]
	}
	if negative {
		return -Duration(total), nil
	}
	if total > 1<<63-1 {
		return 0, invalid(s)
	}
	return Duration(total), nil
}

func invalid(s string) error { return &parseDurationError{"invalid duration", s} }

// readDecimal reads a number and a fraction, in units of 1/scale, from the beginning of s.
func readDecimal(s string) (number, fraction uint64, scale float64, after string, ok bool) {
	i := 0
	for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		digit := uint64(s[i] - '0')
		if number > (1<<63-digit)/10 {
			return 0, 0, 1, "", false
		}
		number = number*10 + digit
	}
	digits := i
	scale = 1
	if i < len(s) && s[i] == '.' {
		i++
		full := false
		for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
			digits++
			full = full || fraction > (1<<63-10)/10
			if !full {
				fraction = fraction*10 + uint64(s[i]-'0')
				scale *= 10
			}
		}
	}
	return number, fraction, scale, s[i:], digits > 0
}

// quoted returns s between quotes, with everything but printable ASCII escaped.
func quoted(s string) string {
	const hex = "0123456789abcdef"
	text := `"`
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			text += `\` + string(rune(c))
		case c < ' ' || c >= 0x80:
			text += `\x` + string(rune(hex[c>>4])) + string(rune(hex[c&15]))
		default:
			text += string(rune(c))
		}
	}
	return text + `"`
}
