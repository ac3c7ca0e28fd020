// Package json writes JSON, and checks and formats it. It cannot read values yet.
package json

import (
	"encoding/base64"
	"internal/refl"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Marshaler writes itself as JSON.
type Marshaler interface{ MarshalJSON() ([]byte, error) }

type textMarshaler interface{ MarshalText() ([]byte, error) }

// An UnsupportedTypeError tells of a type that JSON has nothing for.
type UnsupportedTypeError struct{ name string }

// Error names the type.
func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.name }

// An UnsupportedValueError tells of a value that JSON has nothing for.
type UnsupportedValueError struct{ Str string }

// Error shows the value.
func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// A MarshalerError tells of a method that failed.
type MarshalerError struct {
	name, method string
	Err          error
}

// Error names type and method and says what is wrong.
func (e *MarshalerError) Error() string {
	return "json: error calling " + e.method + " for type " + e.name + ": " + e.Err.Error()
}

// Unwrap returns what is wrong.
func (e *MarshalerError) Unwrap() error { return e.Err }

// A RawMessage is JSON as it is.
type RawMessage []byte

// MarshalJSON returns m.
func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	return m, nil
}

// UnmarshalJSON keeps data.
func (m *RawMessage) UnmarshalJSON(data []byte) error {
	*m = append((*m)[:0], data...)
	return nil
}

// Marshal returns v as JSON.
func Marshal(v any) ([]byte, error) {
	e := encoder{html: true}
	e.value(v, 0)
	if e.err != nil {
		return nil, e.err
	}
	return e.buf, nil
}

// MarshalIndent is Marshal with line breaks and indentation.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return indented(nil, b, prefix, indent), nil
}

type encoder struct {
	buf  []byte
	html bool
	err  error
}

const depthMax = 1000

func (e *encoder) fail(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (e *encoder) raw(s string) { e.buf = append(e.buf, s...) }

func (e *encoder) value(v any, depth int) {
	if v == nil {
		e.raw("null")
		return
	}
	t := refl.TypeOf(v)
	kind := refl.Kind(t)
	if depth > depthMax {
		e.fail(&UnsupportedValueError{"encountered a cycle via " + refl.Name(t)})
		return
	}
	if kind == refl.Pointer && refl.IsNil(v) {
		e.raw("null")
		return
	}
	if e.methods(v, t) {
		return
	}
	switch kind {
	case refl.Bool:
		e.raw(strconv.FormatBool(refl.Word(v) != 0))
	case refl.Int, refl.Int8, refl.Int16, refl.Int32, refl.Int64:
		e.raw(strconv.FormatInt(int64(refl.Word(v)), 10))
	case refl.Uint, refl.Uint8, refl.Uint16, refl.Uint32, refl.Uint64, refl.Uintptr:
		e.raw(strconv.FormatUint(refl.Word(v), 10))
	case refl.Float32:
		e.float(math.Float64frombits(refl.Word(v)), 32)
	case refl.Float64:
		e.float(math.Float64frombits(refl.Word(v)), 64)
	case refl.String:
		if number, ok := v.(Number); ok {
			e.raw(string(number))
		} else {
			e.string(refl.Str(v))
		}
	case refl.Pointer:
		e.value(refl.Deref(v), depth+1)
	case refl.Struct:
		e.structure(v, t, depth)
	case refl.Map:
		e.mapping(v, t, depth)
	case refl.Slice:
		switch {
		case refl.IsNil(v):
			e.raw("null")
		case refl.Kind(refl.Elem(t)) == refl.Uint8:
			e.raw(`"` + base64.StdEncoding.EncodeToString(refl.Bytes(v)) + `"`)
		default:
			e.sequence(v, depth)
		}
	case refl.Array:
		e.sequence(v, depth)
	default:
		e.fail(&UnsupportedTypeError{refl.Name(t)})
	}
}

// methods writes what the value's own methods say, if it has some.
func (e *encoder) methods(v any, t refl.Type) bool {
	if !refl.HasMethods(v) {
		return false
	}
	name := refl.Name(t)
	if refl.Kind(t) != refl.Pointer {
		name = "*" + name // Go 1.27 calls methods through a pointer
	}
	switch m := v.(type) {
	case Marshaler:
		b, err := m.MarshalJSON()
		if err == nil {
			err = check(b)
		}
		if err != nil {
			e.fail(&MarshalerError{name, "MarshalJSON", err})
			return true
		}
		e.buf = compacted(e.buf, b, e.html)
	case textMarshaler:
		b, err := m.MarshalText()
		if err != nil {
			e.fail(&MarshalerError{name, "MarshalText", err})
			return true
		}
		e.string(string(b))
	default:
		return false
	}
	return true
}

func (e *encoder) float(f float64, bits int) {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		e.fail(&UnsupportedValueError{strconv.FormatFloat(f, 'g', -1, bits)})
		return
	}
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	text := strconv.FormatFloat(f, format, -1, bits)
	if n := len(text); format == 'e' && n >= 4 && text[n-4:n-1] == "e-0" {
		text = text[:n-2] + text[n-1:]
	}
	e.raw(text)
}

func (e *encoder) string(s string) { e.buf = appendString(e.buf, s, e.html) }

func appendString(b []byte, s string, html bool) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\n':
			b = append(b, '\\', 'n')
		case r == '\r':
			b = append(b, '\\', 'r')
		case r == '\t':
			b = append(b, '\\', 't')
		case r == '\b':
			b = append(b, '\\', 'b')
		case r == '\f':
			b = append(b, '\\', 'f')
		case r < ' ' || html && (r == '<' || r == '>' || r == '&'):
			b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		case r == utf8.RuneError && size == 1:
			b = utf8.AppendRune(b, r)
		case r == '\u2028' || r == '\u2029':
			b = append(b, '\\', 'u', '2', '0', '2', hex[r&15])
		default:
			b = append(b, s[:size]...)
		}
		s = s[size:]
	}
	return append(b, '"')
}

func (e *encoder) sequence(v any, depth int) {
	e.raw("[")
	for i := range refl.Len(v) {
		if i > 0 {
			e.raw(",")
		}
		e.value(refl.Index(v, i), depth+1)
	}
	e.raw("]")
}

func (e *encoder) mapping(v any, t refl.Type, depth int) {
	if refl.IsNil(v) {
		e.raw("null")
		return
	}
	type entry struct {
		key  string
		elem any
	}
	var entries []entry
	keys, elems := refl.SortedMap(v)
	for i, key := range keys {
		text, ok := keyText(key)
		if !ok {
			e.fail(&UnsupportedTypeError{refl.Name(t)})
			return
		}
		entries = append(entries, entry{text, elems[i]})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.key, b.key) })
	e.raw("{")
	for i, entry := range entries {
		if i > 0 {
			e.raw(",")
		}
		e.string(entry.key)
		e.raw(":")
		e.value(entry.elem, depth+1)
	}
	e.raw("}")
}

func keyText(key any) (text string, ok bool) {
	kind := refl.Kind(refl.TypeOf(key))
	if m, ok := key.(textMarshaler); ok && kind != refl.String {
		b, err := m.MarshalText()
		return string(b), err == nil
	}
	switch kind {
	case refl.String:
		return refl.Str(key), true
	case refl.Int, refl.Int8, refl.Int16, refl.Int32, refl.Int64:
		return strconv.FormatInt(int64(refl.Word(key)), 10), true
	case refl.Uint, refl.Uint8, refl.Uint16, refl.Uint32, refl.Uint64, refl.Uintptr:
		return strconv.FormatUint(refl.Word(key), 10), true
	}
	return "", false
}

// field is a field of a struct as JSON has it; path leads to it through embedded structs.
type field struct {
	name                      string
	path                      []int
	typ                       refl.Type
	omitEmpty, omitZero, text bool
	tagged                    bool
}

// fields returns the fields of a struct type, with those of embedded structs; of several with a name the least deep one
// counts, or among those the one with a tag.
func fields(t refl.Type) []field {
	all := collect(nil, t, nil)
	var kept []field
	for i, f := range all {
		hidden := false
		for j, g := range all {
			if i != j && f.name == g.name && (len(g.path) < len(f.path) || len(g.path) == len(f.path) && (g.tagged || !f.tagged)) {
				hidden = true
			}
		}
		if !hidden {
			kept = append(kept, f)
		}
	}
	return kept
}

func collect(all []field, t refl.Type, path []int) []field {
	for i := range refl.NumField(t) {
		name, typ := refl.FieldName(t, i), refl.FieldType(t, i)
		tag := jsonTag(refl.FieldTag(t, i))
		inner := typ
		if refl.Kind(typ) == refl.Pointer {
			inner = refl.Elem(typ)
		}
		embedded := refl.FieldEmbedded(t, i) && refl.Kind(inner) == refl.Struct
		exported := name[0] >= utf8.RuneSelf || 'A' <= name[0] && name[0] <= 'Z'
		if tag == "-" || !exported && !embedded || len(path) > 8 {
			continue
		}
		f := field{name: name, path: append(slices.Clip(path), i), typ: typ}
		parts := strings.Split(tag, ",")
		if parts[0] != "" {
			f.name, f.tagged = parts[0], true
		}
		if embedded && !f.tagged {
			all = collect(all, inner, f.path)
			continue
		}
		if !exported {
			continue
		}
		for _, option := range parts[1:] {
			switch option {
			case "omitempty":
				f.omitEmpty = true
			case "omitzero":
				f.omitZero = true
			case "string":
				f.text = true
			}
		}
		all = append(all, f)
	}
	return all
}

// jsonTag returns the value of key json in a struct tag.
func jsonTag(tag string) string {
	for tag != "" {
		key, rest, ok := strings.Cut(strings.TrimLeft(tag, " "), `:"`)
		if !ok {
			return ""
		}
		end := 0
		for end < len(rest) && rest[end] != '"' {
			if rest[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(rest) {
			return ""
		}
		if key == "json" {
			value, _ := strconv.Unquote(`"` + rest[:end] + `"`)
			return value
		}
		tag = rest[end+1:]
	}
	return ""
}

// at follows a path; false if a pointer on it is nil.
func (f *field) at(v any) (any, bool) {
	for n, i := range f.path {
		if n > 0 && v != nil && refl.Kind(refl.TypeOf(v)) == refl.Pointer {
			if refl.IsNil(v) {
				return nil, false
			}
			v = refl.Deref(v)
		}
		v = refl.Field(v, i)
	}
	return v, true
}

func isEmpty(v any) bool {
	if v == nil {
		return true
	}
	switch refl.Kind(refl.TypeOf(v)) {
	case refl.Array, refl.Slice, refl.Map, refl.String:
		return refl.Len(v) == 0
	case refl.Struct, refl.Chan, refl.Func:
		return false
	case refl.Pointer:
		return refl.IsNil(v)
	}
	return refl.Word(v) == 0
}

func isZero(v any) bool {
	if z, ok := v.(interface{ IsZero() bool }); ok {
		return z.IsZero()
	}
	return v == nil || refl.Comparable(v) && v == refl.Zero(refl.TypeOf(v)) ||
		!refl.Comparable(v) && refl.Kind(refl.TypeOf(v)) != refl.Struct && isEmpty(v) && refl.IsNil(v)
}

func (e *encoder) structure(v any, t refl.Type, depth int) {
	open := "{"
	for _, f := range fields(t) {
		x, ok := f.at(v)
		if !ok || f.omitEmpty && isEmpty(x) || f.omitZero && isZero(x) {
			continue
		}
		e.raw(open)
		open = ","
		e.string(f.name)
		e.raw(":")
		if !f.text || x == nil {
			e.value(x, depth+1)
			continue
		}
		inner := encoder{html: e.html}
		inner.value(x, depth+1)
		e.fail(inner.err)
		switch kind := refl.Kind(refl.TypeOf(x)); {
		case kind >= refl.Bool && kind <= refl.Float64 || kind == refl.String:
			e.string(string(inner.buf))
		default:
			e.buf = append(e.buf, inner.buf...)
		}
	}
	if open == "{" {
		e.raw(open)
	}
	e.raw("}")
}

// A Number is a number as it was written.
type Number string

// String returns the text.
func (n Number) String() string { return string(n) }

// Float64 returns the number as a float64.
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }

// Int64 returns the number as an int64.
func (n Number) Int64() (int64, error) { return strconv.ParseInt(string(n), 10, 64) }

