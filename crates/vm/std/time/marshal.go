package time

import "errors"

// MarshalText writes t as RFC3339Nano does.
func (t Time) MarshalText() ([]byte, error) { return t.appendStrictly(nil, "MarshalText") }

// AppendText appends what MarshalText returns.
func (t Time) AppendText(b []byte) ([]byte, error) { return t.appendStrictly(b, "AppendText") }

// MarshalJSON is MarshalText in quotes.
func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.appendStrictly([]byte{'"'}, "MarshalJSON")
	if err != nil {
		return nil, err
	}
	return append(b, '"'), nil
}

// appendStrictly appends t unless RFC 3339 has no way to write it, which the error of method says.
func (t Time) appendStrictly(b []byte, method string) ([]byte, error) {
	if year := t.Year(); year < 0 || year > 9999 {
		return nil, errors.New("Time." + method + ": year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -secondsPerDay || offset >= secondsPerDay {
		return nil, errors.New("Time." + method + ": timezone hour outside of range [0,23]")
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

// UnmarshalText reads a time as RFC3339 writes it.
func (t *Time) UnmarshalText(data []byte) (err error) {
	*t, err = Parse(RFC3339, string(data))
	return err
}

// UnmarshalJSON is UnmarshalText in quotes; null leaves t as it is.
func (t *Time) UnmarshalJSON(data []byte) error {
	text := string(data)
	if text == "null" {
		return nil
	}
	if len(text) < 2 || text[0] != '"' || text[len(text)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	return t.UnmarshalText(data[1 : len(data)-1])
}

// What a time is as bytes: a version, its seconds since the year 1, its nanoseconds, and its zone's offset in minutes, -1
// for UTC. The second version has the offset's seconds besides.
const (
	binaryMinutes = 1
	binarySeconds = 2
	binaryLength  = 1 + 8 + 4 + 2
)

// MarshalBinary returns t as bytes.
func (t Time) MarshalBinary() ([]byte, error) {
	return t.AppendBinary(nil)
}

// AppendBinary appends what MarshalBinary returns.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	minutes, seconds, version := -1, 0, byte(binaryMinutes)
	if t.Location() != UTC {
		_, offset := t.Zone()
		minutes, seconds = offset/60, offset%60
		if minutes < -1<<15 || minutes == -1 || minutes >= 1<<15 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
		if seconds != 0 {
			version = binarySeconds
		}
	}
	b = append(b, version)
	b = appendBigEndian(b, uint64(t.sec()), 8)
	b = appendBigEndian(b, uint64(t.nsec()), 4)
	b = appendBigEndian(b, uint64(minutes), 2)
	if version == binarySeconds {
		b = append(b, byte(seconds))
	}
	return b, nil
}

func appendBigEndian(b []byte, n uint64, size int) []byte {
	for i := size - 1; i >= 0; i-- {
		b = append(b, byte(n>>(8*i)))
	}
	return b
}

// UnmarshalBinary reads what MarshalBinary returned.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version := data[0]
	if version != binaryMinutes && version != binarySeconds {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if len(data) != binaryLength+int(version-binaryMinutes) {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	offset := int(int16(bigEndian(data[13:15]))) * 60
	if version == binarySeconds {
		offset += int(int8(data[15]))
	}
	*t = at(int64(bigEndian(data[1:9])), int64(bigEndian(data[9:13])), nil)
	switch _, localOffset := Local.zone(); offset {
	case -60:
	case localOffset:
		t.loc = Local
	default:
		t.loc = FixedZone("", offset)
	}
	return nil
}

func bigEndian(b []byte) (n uint64) {
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n
}

// GobEncode is MarshalBinary.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode is UnmarshalBinary.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }
