package strconv

import "errors"

// ErrRange says that a number does not fit its type.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text is not written as a number.
var ErrSyntax = errors.New("invalid syntax")

// A NumError tells of a failed conversion.
type NumError struct {
	Func string
	Num  string
	Err  error
}

// Error returns the function, the text and what is wrong with it.
func (e *NumError) Error() string { return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error() }

// Unwrap returns what is wrong.
func (e *NumError) Unwrap() error { return e.Err }

// Faults as the natives number them.
const (
	faultSyntax = 1
	faultRange  = 2
)

func failure(name, s string, fault int) error {
	switch fault {
	case faultSyntax:
		return &NumError{name, s, ErrSyntax}
	case faultRange:
		return &NumError{name, s, ErrRange}
	}
	return nil
}

// checked reports what is wrong with a base and a bit size, or nil.
func checked(name, s string, base, bitSize int) error {
	if s == "" {
		return &NumError{name, s, ErrSyntax}
	}
	if base < 0 || base == 1 || base > 36 {
		return &NumError{name, s, errors.New("invalid base " + Itoa(base))}
	}
	if bitSize < 0 || bitSize > 64 {
		return &NumError{name, s, errors.New("invalid bit size " + Itoa(bitSize))}
	}
	return nil
}

// Atoi reads an int in base 10.
func Atoi(s string) (int, error) {
	n, fault := parseInt(s, 10, IntSize)
	return int(n), failure("Atoi", s, fault)
}

// ParseInt reads a signed integer in a base from 2 to 36, or for base 0 in the base that its prefix names; it must fit
// bitSize bits.
func ParseInt(s string, base, bitSize int) (int64, error) {
	if err := checked("ParseInt", s, base, bitSize); err != nil {
		return 0, err
	}
	n, fault := parseInt(s, base, sized(bitSize))
	return n, failure("ParseInt", s, fault)
}

// ParseUint reads an unsigned integer; a sign is not permitted.
func ParseUint(s string, base, bitSize int) (uint64, error) {
	if err := checked("ParseUint", s, base, bitSize); err != nil {
		return 0, err
	}
	n, fault := parseUint(s, base, sized(bitSize))
	return n, failure("ParseUint", s, fault)
}

func sized(bitSize int) int {
	if bitSize == 0 {
		return IntSize
	}
	return bitSize
}

// ParseFloat reads a float with the precision of bitSize, 32 or 64.
func ParseFloat(s string, bitSize int) (float64, error) {
	if bitSize != 32 {
		bitSize = 64
	}
	f, fault := parseFloat(s, bitSize)
	return f, failure("ParseFloat", s, fault)
}

// ParseBool reads 1, t, T, TRUE, true, True, 0, f, F, FALSE, false or False.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, &NumError{"ParseBool", str, ErrSyntax}
}

func parseInt(s string, base, bitSize int) (n int64, fault int)

func parseUint(s string, base, bitSize int) (n uint64, fault int)

func parseFloat(s string, bitSize int) (f float64, fault int)
