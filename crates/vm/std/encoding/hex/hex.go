// Package hex writes and reads bytes as hexadecimal digits.
package hex

import (
	"errors"
	"fmt"
)

const digits = "0123456789abcdef"

// ErrLength says that the number of digits is odd.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is a byte that is no digit.
type InvalidByteError byte

// Error returns the byte.
func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

// EncodedLen returns the length of n bytes as digits.
func EncodedLen(n int) int { return 2 * n }

// DecodedLen returns how many bytes n digits are.
func DecodedLen(n int) int { return n / 2 }

// AppendEncode appends the digits of src.
func AppendEncode(dst, src []byte) []byte {
	for _, c := range src {
		dst = append(dst, digits[c>>4], digits[c&15])
	}
	return dst
}

// Encode writes the digits of src to dst.
func Encode(dst, src []byte) int { return len(AppendEncode(dst[:0], src)) }

// EncodeToString returns the digits of src.
func EncodeToString(src []byte) string { return string(AppendEncode(nil, src)) }

func digit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return (c | 0x20) - 'a' + 10, true
	}
	return 0, false
}

// AppendDecode appends the bytes that src's digits stand for.
func AppendDecode(dst, src []byte) ([]byte, error) {
	for i := 0; i+1 < len(src); i += 2 {
		high, ok := digit(src[i])
		if !ok {
			return dst, InvalidByteError(src[i])
		}
		low, ok := digit(src[i+1])
		if !ok {
			return dst, InvalidByteError(src[i+1])
		}
		dst = append(dst, high<<4|low)
	}
	if n := len(src); n%2 != 0 {
		if _, ok := digit(src[n-1]); !ok {
			return dst, InvalidByteError(src[n-1])
		}
		return dst, ErrLength
	}
	return dst, nil
}

// Decode writes the bytes that src's digits stand for to dst.
func Decode(dst, src []byte) (int, error) {
	b, err := AppendDecode(dst[:0], src)
	return len(b), err
}

// DecodeString returns the bytes that the digits of s stand for.
func DecodeString(s string) ([]byte, error) { return AppendDecode([]byte{}, []byte(s)) }
