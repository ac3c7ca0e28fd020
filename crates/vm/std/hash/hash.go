// Package hash says what hash functions have in common.
package hash

import "io"

// A Hash takes bytes and gives their hash.
type Hash interface {
	io.Writer

	// Sum appends the hash so far to b.
	Sum(b []byte) []byte
	// Reset forgets all bytes.
	Reset()
	// Size is the length of the hash in bytes.
	Size() int
	// BlockSize is how many bytes the function takes at once.
	BlockSize() int
}

// A Hash32 is a Hash of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// A Hash64 is a Hash of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}
