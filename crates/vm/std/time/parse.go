package time

import "errors"

// A ParseError tells of a text that does not fit a layout.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

// Error says which part does not fit.
func (e *ParseError) Error() string {
	if e.Message != "" {
		return "parsing time " + quoted(e.Value) + e.Message
	}
	return "parsing time " + quoted(e.Value) + " as " + quoted(e.Layout) + ": cannot parse " + quoted(e.ValueElem) + " as " +
		quoted(e.LayoutElem)
}

var errBad = errors.New("bad value for field")

// parsed is what a text said so far; -1 and 0 stand for nothing.
type parsed struct {
	year, month, day, yearDay int
	hour, min, sec, nsec      int
	afternoon, forenoon       bool
	loc                       *Location
	offset                    int
	hasOffset                 bool
	zone                      string
}

// Parse reads a time that is written as layout writes the reference time; without a zone it is in UTC.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is Parse with loc where the text names no zone, and for names of zones.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

func parse(layout, value string, without, local *Location) (Time, error) {
	wholeLayout, whole := layout, value
	p := parsed{year: 0, month: -1, day: -1, yearDay: -1}
	for {
		before, name, after := element(layout)
		rest, ok := skipText(value, before)
		if !ok {
			return Time{}, &ParseError{wholeLayout, whole, before, value, ""}
		}
		value = rest
		if name == "" {
			if value != "" {
				return Time{}, &ParseError{wholeLayout, whole, "", value, ": extra text: " + quoted(value)}
			}
			break
		}
		layout = after
		hold := value
		rest, outside, err := p.element(name, after, value)
		if err != nil {
			return Time{}, &ParseError{wholeLayout, whole, name, hold, ""}
		}
		if outside != "" {
			return Time{}, &ParseError{wholeLayout, whole, name, value, ": " + outside + " out of range"}
		}
		value = rest
	}
	t, outside := p.time(without, local)
	if outside != "" {
		return Time{}, &ParseError{wholeLayout, whole, "", value, ": " + outside + " out of range"}
	}
	return t, nil
}

// skipText passes what a layout has between its elements; a blank stands for any number of blanks.
func skipText(value, text string) (rest string, ok bool) {
	for text != "" {
		if text[0] == ' ' {
			if value != "" && value[0] != ' ' {
				return value, false
			}
			text, value = cutSpace(text), cutSpace(value)
			continue
		}
		if value == "" || value[0] != text[0] {
			return value, false
		}
		text, value = text[1:], value[1:]
	}
	return value, true
}

func cutSpace(s string) string {
	for s != "" && s[0] == ' ' {
		s = s[1:]
	}
	return s
}

func digitAt(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

// number reads one or two digits, or exactly two.
func number(s string, fixed bool) (n int, rest string, err error) {
	switch {
	case !digitAt(s, 0):
		return 0, s, errBad
	case digitAt(s, 1):
		return int(s[0]-'0')*10 + int(s[1]-'0'), s[2:], nil
	case fixed:
		return 0, s, errBad
	}
	return int(s[0] - '0'), s[1:], nil
}

// digits reads exactly n digits.
func digits(s string, n int) (value int, rest string, err error) {
	for i := range n {
		if !digitAt(s, i) {
			return 0, s, errBad
		}
		value = value*10 + int(s[i]-'0')
	}
	return value, s[n:], nil
}

// name finds which of several names s begins with, in any case, the first short letters of it counting if short is not 0.
func name(names []string, s string, short int) (index int, rest string, err error) {
	for i, n := range names {
		if short > 0 {
			n = n[:short]
		}
		if len(s) >= len(n) && equalFold(s[:len(n)], n) {
			return i, s[len(n):], nil
		}
	}
	return -1, s, errBad
}

func equalFold(a, b string) bool {
	for i := range len(a) {
		if a[i]|0x20 != b[i]|0x20 {
			return false
		}
	}
	return true
}

// element reads what one element of a layout stands for; after is the layout's rest.
func (p *parsed) element(elem, after, s string) (rest, outside string, err error) {
	rest = s
	if elem[0] == '.' || elem[0] == ',' {
		rest, err = p.fraction(elem, s)
		return rest, "", err
	}
	if elem[0] == '-' || elem[0] == 'Z' {
		rest, outside, err = p.zoneOffset(elem, s)
		return rest, outside, err
	}
	switch elem {
	case "06":
		if p.year, rest, err = digits(s, 2); p.year >= 69 {
			p.year += 1900
		} else {
			p.year += 2000
		}
	case "2006":
		if !digitAt(s, 0) {
			return s, "", errBad
		}
		p.year, rest, err = digits(s, 4)
	case "January":
		p.month, rest, err = name(monthNames[:], s, 0)
		p.month++
	case "Jan":
		p.month, rest, err = name(monthNames[:], s, 3)
		p.month++
	case "01", "1":
		p.month, rest, err = number(s, elem == "01")
		if err == nil && (p.month <= 0 || p.month > 12) {
			outside = "month"
		}
	case "Monday":
		_, rest, err = name(dayNames[:], s, 0)
	case "Mon":
		_, rest, err = name(dayNames[:], s, 3)
	case "2", "_2", "02":
		if elem == "_2" && s != "" && s[0] == ' ' {
			s = s[1:]
		}
		p.day, rest, err = number(s, elem == "02")
	case "__2", "002":
		for n := 0; n < 2 && elem == "__2" && s != "" && s[0] == ' '; n++ {
			s = s[1:]
		}
		if elem == "002" {
			p.yearDay, rest, err = digits(s, 3)
			break
		}
		p.yearDay, rest = 0, s
		for n := 0; n < 3 && digitAt(rest, 0); n++ {
			p.yearDay, rest = p.yearDay*10+int(rest[0]-'0'), rest[1:]
		}
		if rest == s {
			err = errBad
		}
	case "15":
		p.hour, rest, err = number(s, false)
		if p.hour >= 24 {
			outside = "hour"
		}
	case "3", "03":
		p.hour, rest, err = number(s, elem == "03")
		if p.hour > 12 {
			outside = "hour"
		}
	case "4", "04":
		p.min, rest, err = number(s, elem == "04")
		if p.min >= 60 {
			outside = "minute"
		}
	case "5", "05":
		p.sec, rest, err = number(s, elem == "05")
		switch {
		case err != nil:
		case p.sec >= 60:
			outside = "second"
		case len(rest) >= 2 && (rest[0] == '.' || rest[0] == ',') && digitAt(rest, 1):
			// A fraction that the layout does not have belongs to the seconds.
			if _, next, _ := element(after); next != "" && (next[0] == '.' || next[0] == ',') {
				break
			}
			n := 2
			for digitAt(rest, n) {
				n++
			}
			p.nsec = fractionOf(rest[1:n])
			rest = rest[n:]
		}
	case "PM", "pm":
		if len(s) < 2 {
			return s, "", errBad
		}
		half, am := s[:2], "AM"
		if elem == "pm" {
			am = "am"
		}
		rest = s[2:]
		p.afternoon, p.forenoon = half == elem, half == am
		if !p.afternoon && !p.forenoon {
			err = errBad
		}
	case "MST":
		rest, err = p.zoneName(s)
	}
	return rest, outside, err
}

// fractionOf returns nanoseconds.
func fractionOf(digits string) int {
	n := 0
	for i := range 9 {
		n *= 10
		if i < len(digits) {
			n += int(digits[i] - '0')
		}
	}
	return n
}

func (p *parsed) fraction(elem, s string) (rest string, err error) {
	if elem[1] == '0' {
		if len(s) < len(elem) || s[0] != '.' && s[0] != ',' {
			return s, errBad
		}
		if _, _, err = digits(s[1:], len(elem)-1); err == nil {
			p.nsec = fractionOf(s[1:len(elem)])
		}
		return s[len(elem):], err
	}
	if len(s) < 2 || s[0] != '.' && s[0] != ',' || !digitAt(s, 1) {
		return s, nil
	}
	n := 1
	for digitAt(s, n) {
		n++
	}
	p.nsec = fractionOf(s[1:n])
	return s[n:], nil
}

func (p *parsed) zoneOffset(elem, s string) (rest, outside string, err error) {
	if elem[0] == 'Z' && s != "" && s[0] == 'Z' {
		p.loc = UTC
		return s[1:], "", nil
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return s, "", errBad
	}
	negative, rest := s[0] == '-', s[1:]
	var parts [3]int
	n := 0
	for pattern := elem[1:]; pattern != ""; pattern = pattern[2:] {
		if pattern[0] == ':' {
			if rest == "" || rest[0] != ':' {
				return s, "", errBad
			}
			pattern, rest = pattern[1:], rest[1:]
		}
		if parts[n], rest, err = digits(rest, 2); err != nil {
			return s, "", err
		}
		n++
	}
	switch {
	case parts[0] > 24:
		outside = "time zone offset hour"
	case parts[1] > 60:
		outside = "time zone offset minute"
	case parts[2] > 60:
		outside = "time zone offset second"
	}
	p.offset, p.hasOffset = parts[0]*3600+parts[1]*60+parts[2], true
	if negative {
		p.offset = -p.offset
	}
	return rest, outside, nil
}

// zoneName reads an abbreviation of three to five letters, as CEST, or GMT+3.
func (p *parsed) zoneName(s string) (rest string, err error) {
	if len(s) >= 3 && s[:3] == "UTC" {
		p.loc = UTC
		return s[3:], nil
	}
	n := 0
	if len(s) >= 3 && s[:3] == "GMT" {
		n = 3
		if len(s) > 4 && (s[3] == '+' || s[3] == '-') && digitAt(s, 4) {
			if hours, after, _ := number(s[4:], false); hours <= 23 {
				n = len(s) - len(after)
			}
		}
	} else {
		if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
			hours, after, err := number(s[1:], true)
			if err != nil || hours > 23 || digitAt(after, 0) {
				return s, errBad
			}
			n = len(s) - len(after)
		}
		for n < 6 && n < len(s) && 'A' <= s[n] && s[n] <= 'Z' {
			n++
		}
		switch {
		case s != "" && (s[0] == '+' || s[0] == '-'), n == 3:
		case n == 4 && (s[3] == 'T' || s[:4] == "WITA"), n == 5 && s[4] == 'T':
		case len(s) >= 4 && (s[:4] == "ChST" || s[:4] == "MeST"):
			n = 4
		default:
			return s, errBad
		}
	}
	p.zone = s[:n]
	return s[n:], nil
}

func (p *parsed) time(without, local *Location) (t Time, outside string) {
	if p.afternoon && p.hour < 12 {
		p.hour += 12
	} else if p.forenoon && p.hour == 12 {
		p.hour = 0
	}
	if p.yearDay >= 0 {
		days := dayNumber(int64(p.year), 1, 1)
		if p.yearDay < 1 || days+int64(p.yearDay) > dayNumber(int64(p.year)+1, 1, 1) {
			return t, "day-of-year"
		}
		_, month, day := civil(days + int64(p.yearDay) - 1)
		if p.month >= 0 && p.month != int(month) {
			return t, "day-of-year does not match month"
		}
		if p.day >= 0 && p.day != day {
			return t, "day-of-year does not match day"
		}
		p.month, p.day = int(month), day
	}
	if p.month < 0 {
		p.month = 1
	}
	if p.day < 0 {
		p.day = 1
	}
	length := dayNumber(int64(p.year), int64(p.month)+1, 1) - dayNumber(int64(p.year), int64(p.month), 1)
	if p.day < 1 || int64(p.day) > length {
		return t, "day"
	}
	in := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	switch {
	case p.loc != nil:
		return in(p.loc), ""
	case p.hasOffset:
		if name, offset := local.zone(); offset == p.offset && (p.zone == "" || name == p.zone) {
			return in(local), ""
		}
		return in(FixedZone(p.zone, p.offset)), ""
	case p.zone != "":
		if name, _ := local.zone(); name == p.zone {
			return in(local), ""
		}
		offset := 0
		if len(p.zone) > 3 && p.zone[:3] == "GMT" {
			offset, _, _ = number(p.zone[4:], false)
			if offset *= 3600; p.zone[3] == '-' {
				offset = -offset
			}
		}
		// The digits stand for UTC: only the zone's name is known.
		return in(UTC).In(FixedZone(p.zone, offset)), ""
	}
	return in(without), ""
}
