package time

// A Duration is a time span in nanoseconds.
type Duration int64

// Common durations.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// String returns the duration like 72h3m0.5s, in the largest unit below a second if it is shorter than one.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	sign, u := "", uint64(d)
	if d < 0 {
		sign, u = "-", -u
	}
	switch {
	case u < uint64(Microsecond):
		return sign + decimal(u) + "ns"
	case u < uint64(Millisecond):
		return sign + fraction(u, 1000, 3) + "µs"
	case u < uint64(Second):
		return sign + fraction(u, 1000000, 6) + "ms"
	}
	minutes := u / uint64(Minute)
	text := fraction(u%uint64(Minute), uint64(Second), 9) + "s"
	if minutes == 0 {
		return sign + text
	}
	text = decimal(minutes%60) + "m" + text
	if minutes < 60 {
		return sign + text
	}
	return sign + decimal(minutes/60) + "h" + text
}

// fraction returns u/unit, where unit is 1 with the given number of zeros, without zeros at the end.
func fraction(u, unit uint64, zeros int) string {
	rest := u % unit
	if rest == 0 {
		return decimal(u / unit)
	}
	digits := padded(int64(rest), zeros)
	for digits[len(digits)-1] == '0' {
		digits = digits[:len(digits)-1]
	}
	return decimal(u/unit) + "." + digits
}

func decimal(u uint64) string {
	if u < 10 {
		return string(rune('0' + u))
	}
	return decimal(u/10) + string(rune('0'+u%10))
}

// padded returns n in at least width digits.
func padded(n int64, width int) string {
	if n < 0 {
		return "-" + padded(-n, width)
	}
	text := decimal(uint64(n))
	for len(text) < width {
		text = "0" + text
	}
	return text
}

// Nanoseconds returns the duration in nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds returns the duration in microseconds.
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }

// Milliseconds returns the duration in milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// Seconds returns the duration in seconds.
func (d Duration) Seconds() float64 { return whole(d, Second) }

// Minutes returns the duration in minutes.
func (d Duration) Minutes() float64 { return whole(d, Minute) }

// Hours returns the duration in hours.
func (d Duration) Hours() float64 { return whole(d, Hour) }

func whole(d, unit Duration) float64 { return float64(d/unit) + float64(d%unit)/float64(unit) }

// Abs returns the duration without sign.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

// Truncate rounds toward zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds to the nearest multiple of m, halfway values away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	rest := d % m
	if d < 0 {
		rest = -rest
		if rest < m-rest {
			return d + rest
		}
		if down := d - m + rest; down < d {
			return down
		}
		return minDuration
	}
	if rest < m-rest {
		return d - rest
	}
	if up := d + m - rest; up > d {
		return up
	}
	return maxDuration
}
