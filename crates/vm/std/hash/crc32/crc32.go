// Package crc32 has cyclic redundancy checks of 32 bits.
package crc32

import "hash"

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

type digest struct {
	crc uint32
	tab *Table
}

// New returns the check by a table as a hash function.
func New(tab *Table) hash.Hash32 { return &digest{tab: tab} }

// NewIEEE returns the check by the polynomial IEEE as a hash function.
func NewIEEE() hash.Hash32 { return New(IEEETable) }

func (d *digest) Write(p []byte) (int, error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Sum(b []byte) []byte {
	return append(b, byte(d.crc>>24), byte(d.crc>>16), byte(d.crc>>8), byte(d.crc))
}

func (d *digest) Sum32() uint32 { return d.crc }

func (d *digest) Reset() { d.crc = 0 }

func (d *digest) Size() int { return Size }

func (d *digest) BlockSize() int { return 1 }
