package fmt

import "internal/refl"

// access says why the methods of a value may not be called: it came through a field that is not exported.
type access int

const (
	free access = iota
	embedded
	hidden
)

// place is a value where it was found.
type place struct {
	v      any
	static refl.Type // the type of the place: an interface type, or the type of v
	access access
}

func (p *printer) separator() {
	if p.layout.sharpV {
		p.write(", ")
	} else {
		p.write(" ")
	}
}

// value writes a value by its kind.
func (p *printer) value(at place, verb rune, depth int) {
	if at.v == nil {
		if p.layout.sharpV {
			p.write(refl.Name(at.static) + "(nil)")
		} else {
			p.write("<nil>")
		}
		return
	}
	if depth > 0 && at.access == free && p.methods(at.v, verb) {
		return
	}
	t := refl.TypeOf(at.v)
	switch refl.Kind(t) {
	case refl.Map:
		p.mapping(at, t, verb, depth)
	case refl.Struct:
		p.structure(at, t, verb, depth)
	case refl.Array, refl.Slice:
		p.sequence(at, t, verb, depth)
	case refl.Pointer:
		p.pointer(at, t, verb, depth)
	case refl.Chan, refl.Func, refl.UnsafePointer:
		p.address(at.v, verb)
	case refl.Uintptr:
		if refl.Name(t) == "strings.address" {
			// It stands for a pointer.
			p.shown(at.v, "*strings.Builder", verb)
		} else {
			p.scalar(at.v, verb, false)
		}
	case refl.Complex64:
		p.complex(at.v, refl.Complex(at.v), true, verb, false)
	case refl.Complex128:
		p.complex(at.v, refl.Complex(at.v), false, verb, false)
	default:
		p.scalar(at.v, verb, false)
	}
}

// within makes the place of something inside at; going inside makes hidden what was only embedded.
func within(at place, v any, static refl.Type) place {
	if at.access == embedded {
		at.access = hidden
	}
	return place{v: v, static: static, access: at.access}
}

func (p *printer) mapping(at place, t refl.Type, verb rune, depth int) {
	open, shut := "map[", "]"
	if p.layout.sharpV {
		open, shut = refl.Name(t)+"{", "}"
		if refl.IsNil(at.v) {
			p.write(refl.Name(t) + "(nil)")
			return
		}
	}
	p.write(open)
	keys, elems := refl.SortedMap(at.v)
	for i, key := range keys {
		if i > 0 {
			p.separator()
		}
		p.value(within(at, key, refl.Key(t)), verb, depth+1)
		p.write(":")
		p.value(within(at, elems[i], refl.Elem(t)), verb, depth+1)
	}
	p.write(shut)
}

func (p *printer) structure(at place, t refl.Type, verb rune, depth int) {
	if p.layout.sharpV {
		p.write(refl.Name(t))
	}
	p.write("{")
	for i := 0; i < refl.NumField(t); i++ {
		if i > 0 {
			p.separator()
		}
		name := refl.FieldName(t, i)
		if p.layout.plusV || p.layout.sharpV {
			p.write(name + ":")
		}
		field := place{v: refl.Field(at.v, i), static: refl.FieldType(t, i)}
		switch {
		case at.access == hidden || !isExported(name) && !refl.FieldEmbedded(t, i):
			field.access = hidden
		case !isExported(name):
			field.access = embedded
		}
		p.value(field, verb, depth+1)
	}
	p.write("}")
}

func isExported(name string) bool

func (p *printer) sequence(at place, t refl.Type, verb rune, depth int) {
	switch verb {
	case 's', 'q', 'x', 'X':
		if refl.Kind(refl.Elem(t)) == refl.Uint8 {
			p.bytes(refl.Bytes(at.v), verb, refl.Name(t))
			return
		}
	}
	open, shut := "[", "]"
	if p.layout.sharpV {
		open, shut = refl.Name(t)+"{", "}"
		if refl.Kind(t) == refl.Slice && refl.IsNil(at.v) {
			p.write(refl.Name(t) + "(nil)")
			return
		}
	}
	p.write(open)
	for i := 0; i < refl.Len(at.v); i++ {
		if i > 0 {
			p.separator()
		}
		p.value(within(at, refl.Index(at.v, i), refl.Elem(t)), verb, depth+1)
	}
	p.write(shut)
}

// pointer follows a pointer at the top to what has parts; others are addresses, so that cycles end.
func (p *printer) pointer(at place, t refl.Type, verb rune, depth int) {
	if depth == 0 && !refl.IsNil(at.v) {
		switch refl.Kind(refl.Elem(t)) {
		case refl.Array, refl.Slice, refl.Struct, refl.Map:
			p.write("&")
			p.value(within(at, refl.Deref(at.v), refl.Elem(t)), verb, depth+1)
			return
		}
	}
	p.address(at.v, verb)
}
