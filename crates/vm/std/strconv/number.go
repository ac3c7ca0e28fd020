// Package strconv converts numbers, bools and quoted text to and from strings.
package strconv

import _ "internal/strconv"

// IntSize is the size of an int in bits.
const IntSize = 64

// Itoa returns i in base 10.
func Itoa(i int) string {
	if 0 <= i && i < 100 {
		return small(i)
	}
	return formatInt(uint64(i), 10, i < 0)
}

// pairs are the numbers below 100.
const pairs = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849" +
	"5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"

func small(i int) string {
	if i < 10 {
		return pairs[2*i+1 : 2*i+2]
	}
	return pairs[2*i : 2*i+2]
}

// FormatInt returns i in a base from 2 to 36.
func FormatInt(i int64, base int) string {
	if base == 10 && 0 <= i && i < 100 {
		return small(int(i))
	}
	return formatInt(uint64(i), checkedBase(base), i < 0)
}

// FormatUint returns i in a base from 2 to 36.
func FormatUint(i uint64, base int) string { return formatInt(i, checkedBase(base), false) }

// FormatBool returns "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// FormatFloat returns f for format 'b', 'e', 'E', 'f', 'g', 'G', 'x' or 'X', with prec digits, or with prec -1 as few as
// needed to read f back.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	if bitSize != 32 && bitSize != 64 {
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	return formatFloat(f, fmt, prec, bitSize)
}

// FormatComplex returns c as (a+bi), its parts formatted as by FormatFloat.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	im := FormatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize/2) + im + "i)"
}

// AppendInt appends i in a base from 2 to 36.
func AppendInt(dst []byte, i int64, base int) []byte { return append(dst, FormatInt(i, base)...) }

// AppendUint appends i in a base from 2 to 36.
func AppendUint(dst []byte, i uint64, base int) []byte { return append(dst, FormatUint(i, base)...) }

// AppendBool appends "true" or "false".
func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }

// AppendFloat appends f as FormatFloat returns it.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(dst, FormatFloat(f, fmt, prec, bitSize)...)
}

func checkedBase(base int) int {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return base
}

func formatInt(bits uint64, base int, negative bool) string

func formatFloat(f float64, fmt byte, prec, bitSize int) string
