package strings

import "unsafe"

// A Builder puts a string together; it must not be copied once it is used.
type Builder struct {
	addr address
	buf  []byte
}

// address is a pointer to the Builder it is in. As a number it keeps nothing from lying on the stack; package fmt knows it.
type address uintptr

func (b *Builder) check() {
	at := address(uintptr(unsafe.Pointer(b)))
	if b.addr == 0 {
		b.addr = at
	} else if b.addr != at {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

// String returns what was written.
func (b *Builder) String() string { return view(b.buf) }

// view returns the bytes of b, which nobody changes any more, as a string.
func view(b []byte) string

// room returns an empty slice with room for size bytes, or for as many more as the allocator gives.
func room(size int) []byte

// Len returns how many bytes were written.
func (b *Builder) Len() int { return len(b.buf) }

// Cap returns for how many bytes there is room, those written included.
func (b *Builder) Cap() int { return cap(b.buf) }

// Reset forgets what was written.
func (b *Builder) Reset() {
	b.addr = 0
	b.buf = nil
}

// Grow makes room for n more bytes.
func (b *Builder) Grow(n int) {
	b.check()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		buf := room(2*cap(b.buf) + n)[:len(b.buf)]
		copy(buf, b.buf)
		b.buf = buf
	}
}

// Write appends p; it never fails.
func (b *Builder) Write(p []byte) (int, error) {
	b.check()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteByte appends c; it never fails.
func (b *Builder) WriteByte(c byte) error {
	b.check()
	b.buf = append(b.buf, c)
	return nil
}

// WriteRune appends r; it never fails.
func (b *Builder) WriteRune(r rune) (int, error) {
	return b.WriteString(string(r))
}

// WriteString appends s; it never fails.
func (b *Builder) WriteString(s string) (int, error) {
	b.check()
	b.buf = append(b.buf, s...)
	return len(s), nil
}
