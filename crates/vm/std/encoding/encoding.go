// Package encoding names what can be written as bytes or text, and read from them.
package encoding

// BinaryMarshaler has a form in bytes.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// BinaryUnmarshaler reads itself from the form that its MarshalBinary makes.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// BinaryAppender appends its form in bytes to b.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}

// TextMarshaler has a form as text.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// TextUnmarshaler reads itself from the form that its MarshalText makes.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// TextAppender appends its form as text to b.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}
