package time

// Layouts: how the reference time, Mon Jan 2 15:04:05 MST 2006, is to be written.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// Elements of layouts; where one is the beginning of another, the longer one is first.
var elements = [...]string{"January", "Jan", "Monday", "Mon", "MST", "2006", "__2", "_2006", "_2", "002", "01", "02", "03",
	"04", "05", "06", "-07:00:00", "-07:00", "-070000", "-0700", "-07", "Z07:00:00", "Z07:00", "Z070000", "Z0700", "Z07",
	"15", "PM", "pm", "1", "2", "3", "4", "5"}

// element finds the first element of a layout: what is before it, the element and what is after it.
func element(layout string) (before, name, after string) {
	for i := 0; i < len(layout); i++ {
		if digits := fractionDigits(layout[i:]); digits > 0 {
			return layout[:i], layout[i : i+1+digits], layout[i+1+digits:]
		}
		for _, e := range &elements {
			if len(layout)-i < len(e) || layout[i:i+len(e)] != e {
				continue
			}
			after := layout[i+len(e):]
			switch {
			case e == "Jan" || e == "Mon":
				if after != "" && 'a' <= after[0] && after[0] <= 'z' {
					continue
				}
			case e == "_2006":
				return layout[:i+1], "2006", after
			}
			return layout[:i], e, after
		}
	}
	return layout, "", ""
}

// fractionDigits returns the number of digits of a fraction of a second at the beginning of s, all 0 or all 9.
func fractionDigits(s string) int {
	if len(s) < 2 || s[0] != '.' && s[0] != ',' || s[1] != '0' && s[1] != '9' {
		return 0
	}
	n := 1
	for n < len(s) && s[n] == s[1] {
		n++
	}
	if n < len(s) && '0' <= s[n] && s[n] <= '9' {
		return 0
	}
	return n - 1
}

// Format writes t as the layout writes the reference time.
func (t Time) Format(layout string) string {
	var buf [64]byte
	return string(t.AppendFormat(buf[:0], layout))
}

// AppendFormat appends what Format returns.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	for layout != "" {
		before, name, after := element(layout)
		b = t.appendElement(append(b, before...), name)
		layout = after
	}
	return b
}

func (t Time) appendElement(b []byte, name string) []byte {
	if name == "" {
		return b
	}
	if name[0] == '.' || name[0] == ',' {
		return t.appendFraction(b, name)
	}
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	switch name {
	case "January":
		return append(b, month.String()...)
	case "Jan":
		return append(b, month.String()[:3]...)
	case "01":
		return appendInt(b, int64(month), 2)
	case "1":
		return appendInt(b, int64(month), 1)
	case "Monday":
		return append(b, t.Weekday().String()...)
	case "Mon":
		return append(b, t.Weekday().String()[:3]...)
	case "2006":
		return appendInt(b, int64(year), 4)
	case "06":
		if year < 0 {
			year = -year
		}
		return appendInt(b, int64(year%100), 2)
	case "02":
		return appendInt(b, int64(day), 2)
	case "_2":
		return appendSpaced(b, day, 2)
	case "2":
		return appendInt(b, int64(day), 1)
	case "002":
		return appendInt(b, int64(t.YearDay()), 3)
	case "__2":
		return appendSpaced(b, t.YearDay(), 3)
	case "15":
		return appendInt(b, int64(hour), 2)
	case "03":
		return appendInt(b, int64((hour+11)%12+1), 2)
	case "3":
		return appendInt(b, int64((hour+11)%12+1), 1)
	case "04":
		return appendInt(b, int64(min), 2)
	case "4":
		return appendInt(b, int64(min), 1)
	case "05":
		return appendInt(b, int64(sec), 2)
	case "5":
		return appendInt(b, int64(sec), 1)
	case "PM", "pm":
		return append(b, half(hour, name)...)
	}
	return t.appendZone(b, name)
}

func half(hour int, name string) string {
	switch {
	case hour >= 12:
		return name
	case name == "PM":
		return "AM"
	}
	return "am"
}

func appendSpaced(b []byte, n, width int) []byte {
	for least := 10; width > 1; width-- {
		if n < least {
			b = append(b, ' ')
		}
		least *= 10
	}
	return appendInt(b, int64(n), 1)
}

func (t Time) appendFraction(b []byte, name string) []byte {
	start := len(b)
	b = appendInt(append(b, name[0]), t.nsec(), 9)
	b = b[:min(len(b), start+len(name))]
	if name[1] == '9' {
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if len(b) == start+1 {
			return b[:start]
		}
	}
	return b
}

func (t Time) appendZone(b []byte, name string) []byte {
	abbreviation, offset := t.loc.zone()
	if name == "MST" && abbreviation != "" {
		return append(b, abbreviation...)
	}
	if name[0] == 'Z' && offset == 0 {
		return append(b, 'Z')
	}
	sign := byte('+')
	if offset < 0 {
		sign, offset = '-', -offset
	}
	b = appendInt(append(b, sign), int64(offset/3600), 2)
	form := name[1:]
	if form == "07" {
		return b
	}
	hasColons := form == "07:00" || form == "07:00:00"
	if hasColons {
		b = append(b, ':')
	}
	b = appendInt(b, int64(offset/60%60), 2)
	if form == "0700" || form == "ST" || form == "07:00" {
		return b
	}
	if hasColons {
		b = append(b, ':')
	}
	return appendInt(b, int64(offset%60), 2)
}

// String returns the time for debugging; a reading of the clock shows the seconds since the program's start, too.
func (t Time) String() string {
	text := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.isReading() {
		var buf [32]byte
		b := appendInt(append(buf[:0], " m=+"...), int64(t.wall/1e9), 1)
		text += string(appendInt(append(b, '.'), int64(t.wall%1e9), 9))
	}
	return text
}

// GoString returns the time as Go writes it in a program.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, minute, second := t.Clock()
	text := "time.Date(" + padded(int64(year), 1) + ", time." + month.String()
	for _, part := range [...]int{day, hour, minute, second, t.Nanosecond()} {
		text += ", " + padded(int64(part), 1)
	}
	switch loc := t.Location(); loc {
	case UTC, Local:
		return text + ", time." + loc.String() + ")"
	default:
		return text + ", time.Location(" + quoted(loc.name) + "))"
	}
}
