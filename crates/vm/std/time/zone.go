package time

import "errors"

// A Location is a time zone with a fixed offset.
type Location struct {
	name   string
	offset int // seconds east of UTC
}

var (
	utc   = Location{name: "UTC"}
	local = Location{name: "Local"}

	// UTC is Universal Coordinated Time.
	UTC = &utc

	// Local is the zone of the simulated machine, which is UTC.
	Local = &local
)

// FixedZone returns a zone that is offset seconds east of UTC.
func FixedZone(name string, offset int) *Location { return &Location{name, offset} }

// LoadLocation returns the zone UTC or Local; others are not known to the simulated machine.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	return nil, errors.New("unknown time zone " + name)
}

// String returns the name of the zone.
func (l *Location) String() string {
	if l == nil {
		return "UTC"
	}
	return l.name
}

// zone returns the abbreviation and the offset in seconds.
func (l *Location) zone() (name string, offset int) {
	if l == nil || l == &local {
		return "UTC", 0
	}
	return l.name, l.offset
}

// In returns the same instant in a zone.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t = t.fixed()
	if loc == &utc {
		loc = nil
	}
	t.loc = loc
	return t
}

// UTC returns the same instant in UTC.
func (t Time) UTC() Time { return t.In(UTC) }

// Local returns the same instant in the zone of the machine.
func (t Time) Local() Time { return t.In(Local) }

// Location returns the zone.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// IsDST reports whether the zone saves daylight, which none does here.
func (t Time) IsDST() bool { return false }

// Zone returns the abbreviation and the offset of the zone in seconds.
func (t Time) Zone() (name string, offset int) { return t.loc.zone() }

// ZoneBounds returns when the offset at t began and ends: it always was and will be, which two zero times say.
func (t Time) ZoneBounds() (start, end Time) { return }
