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
func (t Time) Format(layout string) string { return string(t.AppendFormat(nil, layout)) }

// AppendFormat appends what Format returns.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	for layout != "" {
		before, name, after := element(layout)
		b = append(b, before...)
		b = append(b, t.written(name)...)
		layout = after
	}
	return b
}

func (t Time) written(name string) string {
	if name == "" {
		return ""
	}
	if name[0] == '.' || name[0] == ',' {
		return t.fractionWritten(name)
	}
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	switch name {
	case "January":
		return month.String()
	case "Jan":
		return month.String()[:3]
	case "01":
		return padded(int64(month), 2)
	case "1":
		return padded(int64(month), 1)
	case "Monday":
		return t.Weekday().String()
	case "Mon":
		return t.Weekday().String()[:3]
	case "2006":
		return padded(int64(year), 4)
	case "06":
		if year < 0 {
			year = -year
		}
		return padded(int64(year%100), 2)
	case "02":
		return padded(int64(day), 2)
	case "_2":
		return spaced(day, 2)
	case "2":
		return padded(int64(day), 1)
	case "002":
		return padded(int64(t.YearDay()), 3)
	case "__2":
		return spaced(t.YearDay(), 3)
	case "15":
		return padded(int64(hour), 2)
	case "03":
		return padded(int64((hour+11)%12+1), 2)
	case "3":
		return padded(int64((hour+11)%12+1), 1)
	case "04":
		return padded(int64(min), 2)
	case "4":
		return padded(int64(min), 1)
	case "05":
		return padded(int64(sec), 2)
	case "5":
		return padded(int64(sec), 1)
	case "PM", "pm":
		return half(hour, name)
	}
	return t.zoneWritten(name)
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

func spaced(n, width int) string {
	text := padded(int64(n), 1)
	for len(text) < width {
		text = " " + text
	}
	return text
}

func (t Time) fractionWritten(name string) string {
	digits := padded(t.nsec(), 9)
	for len(digits) < len(name)-1 {
		digits += "0"
	}
	digits = digits[:len(name)-1]
	if name[1] == '9' {
		for digits != "" && digits[len(digits)-1] == '0' {
			digits = digits[:len(digits)-1]
		}
		if digits == "" {
			return ""
		}
	}
	return name[:1] + digits
}

func (t Time) zoneWritten(name string) string {
	abbreviation, offset := t.loc.zone()
	if name == "MST" && abbreviation != "" {
		return abbreviation
	}
	if name[0] == 'Z' && offset == 0 {
		return "Z"
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "-", -offset
	}
	hours, minutes, seconds := padded(int64(offset/3600), 2), padded(int64(offset/60%60), 2), padded(int64(offset%60), 2)
	switch name[1:] {
	case "07":
		return sign + hours
	case "0700", "ST":
		return sign + hours + minutes
	case "07:00":
		return sign + hours + ":" + minutes
	case "070000":
		return sign + hours + minutes + seconds
	}
	return sign + hours + ":" + minutes + ":" + seconds
}

// String returns the time for debugging; a reading of the clock shows the seconds since the program's start, too.
func (t Time) String() string {
	text := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.isReading() {
		text += " m=+" + decimal(t.wall/1e9) + "." + padded(int64(t.wall%1e9), 9)
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
