package fmt

import "internal/refl"

// operand writes one operand of a print call.
func (p *printer) operand(v any, verb rune) {
	if v == nil {
		if verb == 'T' || verb == 'v' {
			p.fill("<nil>")
		} else {
			p.badVerb(nil, verb, true)
		}
		return
	}
	switch verb {
	case 'T':
		p.pad(refl.Name(refl.TypeOf(v)))
		return
	case 'p':
		p.address(v, verb)
		return
	}
	switch b := v.(type) {
	case string, int, bool, float64, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, uintptr, float32,
		complex64, complex128:
		p.scalar(v, verb, true)
		return
	case []byte:
		p.bytes(b, verb, "[]byte")
		return
	}
	if !p.methods(v, verb) {
		p.value(place{v: v, static: refl.TypeOf(v)}, verb, 0)
	}
}

func (p *printer) scalar(v any, verb rune, asOperand bool) {
	switch x := v.(type) {
	case complex64:
		p.complex(v, complex128(x), true, verb, asOperand)
		return
	case complex128:
		p.complex(v, x, false, verb, asOperand)
		return
	}
	if rest, n := scalar(v, verb, p.layout.sharpV, p.spec(), p.buf); n >= 0 {
		p.put(rest, n)
	} else {
		p.badVerb(v, verb, asOperand)
	}
}

// complex writes (r+ji), each part as a float of half the size.
func (p *printer) complex(v any, c complex128, isSmall bool, verb rune, asOperand bool) {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
	default:
		p.badVerb(v, verb, asOperand)
		return
	}
	flags := p.layout.flags
	p.write("(")
	p.part(real(c), isSmall, verb)
	p.layout.flags |= flagPlus
	p.part(imag(c), isSmall, verb)
	p.write("i)")
	p.layout.flags = flags
}

func (p *printer) part(f float64, isSmall bool, verb rune) {
	if isSmall {
		p.scalar(float32(f), verb, true)
	} else {
		p.scalar(f, verb, true)
	}
}

// bytes writes a slice of bytes whose type is named name.
func (p *printer) bytes(b []byte, verb rune, name string) {
	switch verb {
	case 's', 'x', 'X', 'q':
		p.write(octets(b, verb, p.spec()))
	case 'v', 'd':
		if p.layout.sharpV {
			p.goBytes(b, name)
			return
		}
		p.write("[")
		for i, c := range b {
			if i > 0 {
				p.write(" ")
			}
			p.scalar(c, 'd', true)
		}
		p.write("]")
	default:
		p.value(place{v: b, static: refl.TypeOf(b)}, verb, 0)
	}
}

func (p *printer) goBytes(b []byte, name string) {
	p.write(name)
	if b == nil {
		p.write("(nil)")
		return
	}
	p.write("{")
	for i, c := range b {
		if i > 0 {
			p.write(", ")
		}
		p.scalar(c, 'v', true)
	}
	p.write("}")
}

// address writes the address in v for %p and for pointers that are not followed.
func (p *printer) address(v any, verb rune) {
	t := refl.TypeOf(v)
	switch refl.Kind(t) {
	case refl.Chan, refl.Func, refl.Map, refl.Pointer, refl.Slice, refl.UnsafePointer:
	default:
		p.badVerb(v, verb, false)
		return
	}
	p.shown(v, "", verb)
}

// shown writes the address in v, as one of the type name if that is not v's own.
func (p *printer) shown(v any, name string, verb rune) {
	word := refl.Word(v)
	switch {
	case verb == 'v' && p.layout.sharpV:
		if name == "" {
			name = refl.Name(refl.TypeOf(v))
		}
		p.write("(" + name + ")(")
		if word == 0 {
			p.write("nil")
		} else {
			p.hex(word, true)
		}
		p.write(")")
	case verb == 'v' && word == 0:
		p.fill("<nil>")
	case verb == 'v' || verb == 'p':
		p.hex(word, p.layout.flags&flagSharp == 0)
	default:
		if rest, n := pointer(word, verb, p.spec(), p.buf); n >= 0 {
			p.put(rest, n)
		} else {
			p.badVerb(v, verb, false)
		}
	}
}

// hex writes word in base 16, with 0x in front or not.
func (p *printer) hex(word uint64, prefixed bool) {
	flags := p.layout.flags
	p.layout.flags &^= flagSharp
	if prefixed {
		p.layout.flags |= flagSharp
	}
	p.put(pointer(word, 'x', p.spec(), p.buf))
	p.layout.flags = flags
}
