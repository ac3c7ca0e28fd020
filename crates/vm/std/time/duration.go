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
	var buf [32]byte
	b, u := buf[:0], uint64(d)
	if d < 0 {
		b, u = append(b, '-'), -u
	}
	switch {
	case u < uint64(Microsecond):
		return string(append(appendInt(b, int64(u), 1), "ns"...))
	case u < uint64(Millisecond):
		return string(append(appendFraction(b, u, 1000, 3), "µs"...))
	case u < uint64(Second):
		return string(append(appendFraction(b, u, 1000000, 6), "ms"...))
	}
	minutes := u / uint64(Minute)
	if minutes >= 60 {
		b = append(appendInt(b, int64(minutes/60), 1), 'h')
	}
	if minutes > 0 {
		b = append(appendInt(b, int64(minutes%60), 1), 'm')
	}
	return string(append(appendFraction(b, u%uint64(Minute), uint64(Second), 9), 's'))
}

// appendFraction appends u/unit, where unit is 1 with the given number of zeros, without zeros at the end.
func appendFraction(b []byte, u, unit uint64, zeros int) []byte {
	b = appendInt(b, int64(u/unit), 1)
	if rest := u % unit; rest > 0 {
		b = appendInt(append(b, '.'), int64(rest), zeros)
		for b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
	}
	return b
}

// appendInt appends n in at least width digits.
func appendInt(b []byte, n int64, width int) []byte {
	u := uint64(n)
	if n < 0 {
		b, u = append(b, '-'), -u
	}
	for rest := u; width > 0 || rest > 0; rest /= 10 {
		b = append(b, '0')
		width--
	}
	for i := len(b) - 1; u > 0; i-- {
		b[i] = byte('0' + u%10)
		u /= 10
	}
	return b
}

// padded returns n in at least width digits.
func padded(n int64, width int) string {
	var buf [24]byte
	return string(appendInt(buf[:0], n, width))
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
