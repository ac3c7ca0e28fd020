package fmt

import "internal/refl"

// methods lets v write itself, if it has a method that fits the verb.
func (p *printer) methods(v any, verb rune) bool {
	if p.failing {
		return false
	}
	if verb == 'w' {
		if _, ok := v.(error); !ok || !p.isErrorf {
			p.badVerb(v, verb, true)
			return true
		}
		verb = 'v'
	}
	if !refl.HasMethods(v) {
		return false
	}
	if f, ok := v.(Formatter); ok {
		p.format(f, verb)
		return true
	}
	if p.layout.sharpV {
		g, ok := v.(GoStringer)
		if ok {
			p.goString(g, verb)
		}
		return ok
	}
	switch verb {
	case 'v', 's', 'x', 'X', 'q':
		switch x := v.(type) {
		case error:
			p.error(x, verb)
			return true
		case Stringer:
			p.string(x, verb)
			return true
		}
	}
	return false
}

func (p *printer) format(f Formatter, verb rune) {
	defer p.caught(f, verb, "Format")
	f.Format(p, verb)
}

func (p *printer) goString(g GoStringer, verb rune) {
	defer p.caught(g, verb, "GoString")
	p.pad(g.GoString())
}

func (p *printer) error(e error, verb rune) {
	defer p.caught(e, verb, "Error")
	p.said(e.Error(), verb)
}

func (p *printer) string(s Stringer, verb rune) {
	defer p.caught(s, verb, "String")
	p.said(s.String(), verb)
}

// said writes what a method answered.
func (p *printer) said(s string, verb rune) {
	if verb == 'v' || verb == 's' {
		p.pad(s)
	} else {
		p.scalar(s, verb, true)
	}
}

// caught writes what a method of v panicked with, or <nil> when v is a nil pointer, which the method probably did not
// expect.
func (p *printer) caught(v any, verb rune, method string) {
	reason := recover()
	if reason == nil {
		return
	}
	if refl.Kind(refl.TypeOf(v)) == refl.Pointer && refl.IsNil(v) {
		p.write("<nil>")
		return
	}
	if p.panicking {
		panic(reason)
	}
	saved := p.layout
	p.layout = layout{}
	p.write("%!" + string(verb) + "(PANIC=" + method + " method: ")
	p.panicking = true
	p.operand(reason, 'v')
	p.panicking = false
	p.write(")")
	p.layout = saved
}
