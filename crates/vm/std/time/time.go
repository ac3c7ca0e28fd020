package time

// A Time is an instant.
//
// A reading of the clock has in wall the nanoseconds since the program's start, which are not 0; the machine sends such
// values to timers' channels. Any other time has in ext the seconds since the beginning of the year 1, and in wall either
// 0 or its nanoseconds within the second with the highest bit set.
type Time struct {
	wall uint64
	ext  int64
	loc  *Location
}

const (
	notReading = 1 << 63

	unixToYearOne  = 62135596800
	programStart   = 1257894000 + unixToYearOne // 2009-11-10 23:00:00
	secondsPerHour = 3600
	secondsPerDay  = 24 * secondsPerHour
)

// Now returns the virtual time.
func Now() Time {
	ns := now()
	if ns <= 0 {
		// A bubble of testing/synctest has another clock, which is never shown as a reading.
		return at(programStart, ns, Local)
	}
	return Time{uint64(ns), 0, Local}
}

func (t Time) isReading() bool { return t.wall != 0 && t.wall&notReading == 0 }

// sec returns whole seconds since the beginning of the year 1.
func (t Time) sec() int64 {
	if t.isReading() {
		return programStart + int64(t.wall)/1e9
	}
	return t.ext
}

// nsec returns nanoseconds within the second.
func (t Time) nsec() int64 {
	if t.isReading() {
		return int64(t.wall) % 1e9
	}
	return int64(t.wall &^ notReading)
}

// at makes a Time that is not a reading; nsec may be any number.
func at(sec, nsec int64, loc *Location) Time {
	if nsec < 0 || nsec >= 1e9 {
		sec += nsec / 1e9
		nsec %= 1e9
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	t := Time{ext: sec, loc: loc}
	if nsec != 0 {
		t.wall = uint64(nsec) | notReading
	}
	return t
}

// fixed returns the same instant as no reading of the clock.
func (t Time) fixed() Time { return at(t.sec(), t.nsec(), t.loc) }

// IsZero reports whether t is the beginning of the year 1.
func (t Time) IsZero() bool { return t.sec() == 0 && t.nsec() == 0 }

// After reports whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Equal reports whether t and u are the same instant.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// Compare returns -1, 0 or +1 as t is before, at or after u.
func (t Time) Compare(u Time) int {
	a, b := t.sec(), u.sec()
	if a == b {
		a, b = t.nsec(), u.nsec()
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return +1
	}
	return 0
}

// Add returns t+d.
func (t Time) Add(d Duration) Time {
	if t.isReading() {
		if sum := int64(t.wall) + int64(d); sum > 0 {
			return Time{uint64(sum), 0, t.loc}
		}
	}
	return at(t.sec()+int64(d/Second), t.nsec()+int64(d%Second), t.loc)
}

// Sub returns t-u, or the nearest duration.
func (t Time) Sub(u Time) Duration {
	d := Duration(t.sec()-u.sec())*Second + Duration(t.nsec()-u.nsec())
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

// Since returns the time passed since t.
func Since(t Time) Duration { return Now().Sub(t) }

// Until returns the time until t.
func Until(t Time) Duration { return t.Sub(Now()) }

// Unix returns the local time of seconds and nanoseconds since 1970.
func Unix(sec, nsec int64) Time { return at(sec+unixToYearOne, nsec, Local) }

// UnixMilli returns the local time of milliseconds since 1970.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, (msec%1e3)*1e6) }

// UnixMicro returns the local time of microseconds since 1970.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, (usec%1e6)*1e3) }

// Unix returns seconds since 1970.
func (t Time) Unix() int64 { return t.sec() - unixToYearOne }

// UnixMilli returns milliseconds since 1970.
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + t.nsec()/1e6 }

// UnixMicro returns microseconds since 1970.
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + t.nsec()/1e3 }

// UnixNano returns nanoseconds since 1970.
func (t Time) UnixNano() int64 { return t.Unix()*1e9 + t.nsec() }

// Truncate rounds down to a multiple of d since the beginning of the year 1.
func (t Time) Truncate(d Duration) Time {
	t = t.fixed()
	if d <= 0 {
		return t
	}
	return t.Add(-t.over(d))
}

// Round rounds to the nearest multiple of d since the beginning of the year 1, halfway values up.
func (t Time) Round(d Duration) Time {
	t = t.fixed()
	if d <= 0 {
		return t
	}
	rest := t.over(d)
	if rest < d-rest {
		return t.Add(-rest)
	}
	return t.Add(d - rest)
}

// over returns how much t is after the last multiple of d.
func (t Time) over(d Duration) Duration {
	rest := Duration(0)
	// sec*1e9 + nsec modulo d, digit by digit so that nothing overflows.
	sec := t.sec()
	negative := sec < 0
	if negative {
		sec = -sec
	}
	unit := uint64(Second) % uint64(d)
	sum, factor := uint64(0), uint64(sec)
	for ; factor > 0; factor >>= 1 {
		if factor&1 != 0 {
			sum = (sum + unit) % uint64(d)
		}
		unit = unit * 2 % uint64(d)
	}
	if negative && sum != 0 {
		sum = uint64(d) - sum
	}
	rest = Duration((sum + uint64(t.nsec())%uint64(d)) % uint64(d))
	return rest
}
