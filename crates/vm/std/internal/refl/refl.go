// Package refl looks into values at run time, for the packages that print, compare and unwrap values of any type. A value
// is held as an any; the value of something whose static type is an interface is what that interface holds.
package refl

// Type names a type of the program; 0 is no type.
type Type uint32

// Kinds, numbered as package reflect numbers them.
const (
	Invalid = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// TypeOf returns the dynamic type of v.
func TypeOf(v any) Type

// Name returns the type as %T prints it.
func Name(t Type) string

// Kind returns the kind of t's underlying type.
func Kind(t Type) int

// HasMethods reports whether values of v's type have methods.
func HasMethods(v any) bool

// Elem returns the element type of a pointer, slice, array, channel or map type.
func Elem(t Type) Type

// Key returns the key type of a map type.
func Key(t Type) Type

// NumField returns the number of fields of a struct type.
func NumField(t Type) int

// FieldName returns the name of field i of a struct type.
func FieldName(t Type, i int) string

// FieldType returns the type of field i of a struct type.
func FieldType(t Type, i int) Type

// FieldEmbedded reports whether field i of a struct type is embedded.
func FieldEmbedded(t Type, i int) bool

// FieldTag returns the tag of field i of a struct type.
func FieldTag(t Type, i int) string

// Zero returns the zero value of t, or nil when t is an interface type.
func Zero(t Type) any

// Comparable reports whether == is defined for values of v's type.
func Comparable(v any) bool

// Len returns the length of an array, slice, string, map or channel.
func Len(v any) int

// Field returns field i of a struct.
func Field(v any, i int) any

// Index returns element i of a slice or an array.
func Index(v any, i int) any

// Deref returns what the pointer v points at; v must not be nil.
func Deref(v any) any

// SetPointee stores v where target points and reports true, if v can be assigned there; else it reports false.
func SetPointee(target, v any) bool

// New returns a pointer of type t to a new zero value.
func New(t Type) any

// Retyped returns v as a value of t, which has the same underlying type.
func Retyped(t Type, v any) any

// IsNil reports whether a channel, func, map, pointer or slice is nil.
func IsNil(v any) bool

// Word returns an integer sign- or zero-extended, a bool as 0 or 1, the bits of a float as a float64, the address in a
// pointer, channel, map or func, or the address of a slice's first element.
func Word(v any) uint64

// Complex returns a complex number.
func Complex(v any) complex128

// Str returns a string.
func Str(v any) string

// Bytes returns the bytes of a slice or an array whose elements are of kind Uint8.
func Bytes(v any) []byte

// SortedMap returns the keys and elements of a map, ordered by key as package fmt prints them.
func SortedMap(v any) (keys, elems []any)

// Swap exchanges elements i and j of a slice.
func Swap(slice any, i, j int)
