package json

import "io"

// An Encoder writes values to a stream.
type Encoder struct {
	w              io.Writer
	html           bool
	prefix, indent string
	err            error
}

// NewEncoder returns an Encoder.
func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w, html: true} }

// Encode writes v and a newline.
func (e *Encoder) Encode(v any) error {
	if e.err != nil {
		return e.err
	}
	inner := encoder{html: e.html}
	inner.value(v, 0)
	if inner.err != nil {
		return inner.err
	}
	b := append(inner.buf, '\n')
	if e.prefix != "" || e.indent != "" {
		b = append(indented(nil, inner.buf, e.prefix, e.indent), '\n')
	}
	_, e.err = e.w.Write(b)
	return e.err
}

// SetIndent makes Encode break lines.
func (e *Encoder) SetIndent(prefix, indent string) { e.prefix, e.indent = prefix, indent }

// SetEscapeHTML says whether <, > and & are escaped in strings, as they are at first.
func (e *Encoder) SetEscapeHTML(on bool) { e.html = on }
