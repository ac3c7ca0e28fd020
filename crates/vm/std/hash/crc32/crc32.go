// Package crc32 has cyclic redundancy checks of 32 bits.
package crc32

// Polynomials, with their bits reversed.
const (
	IEEE       = 0xedb88320
	Castagnoli = 0x82f63b78
	Koopman    = 0xeb31d82e
)

// Size is the length of a check in bytes.
const Size = 4

// A Table has the check of each byte.
type Table [256]uint32

// IEEETable is that of IEEE.
var IEEETable = MakeTable(IEEE)

// MakeTable returns the table of a polynomial.
func MakeTable(poly uint32) *Table {
	t := &Table{}
	for i := range t {
		sum := uint32(i)
		for range 8 {
			low := sum & 1
			sum >>= 1
			if low != 0 {
				sum ^= poly
			}
		}
		t[i] = sum
	}
	return t
}

// Update adds bytes to a check.
func Update(crc uint32, tab *Table, p []byte) uint32 {
	crc = ^crc
	for _, c := range p {
		crc = tab[byte(crc)^c] ^ crc>>8
	}
	return ^crc
}

// Checksum returns the check of data.
func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

// ChecksumIEEE returns the check of data by the polynomial IEEE.
func ChecksumIEEE(data []byte) uint32 { return Update(0, IEEETable, data) }
