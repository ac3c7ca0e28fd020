package slog

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// A Kind says what a Value holds.
type Kind int

// The kinds of values.
const (
	KindAny Kind = iota
	KindBool
	KindDuration
	KindFloat64
	KindInt64
	KindString
	KindTime
	KindUint64
	KindGroup
	KindLogValuer
)

var kindNames = [...]string{"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer"}

// String returns the name of the kind.
func (k Kind) String() string {
	if k >= 0 && int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "<unknown slog.Kind>"
}

// A Value is any Go value.
type Value struct{ v any }

// A LogValuer makes the value to log itself.
type LogValuer interface{ LogValue() Value }

// StringValue returns a Value for a string.
func StringValue(value string) Value { return Value{value} }

// IntValue returns a Value for an int.
func IntValue(v int) Value { return Value{int64(v)} }

// Int64Value returns a Value for an int64.
func Int64Value(v int64) Value { return Value{v} }

// Uint64Value returns a Value for a uint64.
func Uint64Value(v uint64) Value { return Value{v} }

// Float64Value returns a Value for a float64.
func Float64Value(v float64) Value { return Value{v} }

// BoolValue returns a Value for a bool.
func BoolValue(v bool) Value { return Value{v} }

// TimeValue returns a Value for a time, without its reading of the monotonic clock.
func TimeValue(v time.Time) Value { return Value{v.Round(0)} }

// DurationValue returns a Value for a duration.
func DurationValue(v time.Duration) Value { return Value{v} }

// GroupValue returns a Value for several attributes; empty groups among them are left out.
func GroupValue(as ...Attr) Value {
	var kept []Attr
	for _, a := range as {
		if !a.Value.isEmptyGroup() {
			kept = append(kept, a)
		}
	}
	return Value{kept}
}

// AnyValue returns a Value for anything; numbers become the widest of their kind.
func AnyValue(v any) Value {
	switch v := v.(type) {
	case int:
		return Value{int64(v)}
	case int8:
		return Value{int64(v)}
	case int16:
		return Value{int64(v)}
	case int32:
		return Value{int64(v)}
	case uint:
		return Value{uint64(v)}
	case uint8:
		return Value{uint64(v)}
	case uint16:
		return Value{uint64(v)}
	case uint32:
		return Value{uint64(v)}
	case uintptr:
		return Value{uint64(v)}
	case float32:
		return Value{float64(v)}
	case time.Time:
		return TimeValue(v)
	case []Attr:
		return GroupValue(v...)
	case Kind:
		return Value{kindValue(v)}
	case Value:
		return v
	}
	return Value{v}
}

// kindValue keeps a Kind apart from what says the kind of a Value.
type kindValue Kind

// String returns the name of the kind.
func (k kindValue) String() string { return Kind(k).String() }

// Kind returns what v holds.
func (v Value) Kind() Kind {
	switch v.v.(type) {
	case bool:
		return KindBool
	case time.Duration:
		return KindDuration
	case float64:
		return KindFloat64
	case int64:
		return KindInt64
	case string:
		return KindString
	case time.Time:
		return KindTime
	case uint64:
		return KindUint64
	case []Attr:
		return KindGroup
	case LogValuer:
		return KindLogValuer
	}
	return KindAny
}

// Any returns what v holds.
func (v Value) Any() any {
	if k, ok := v.v.(kindValue); ok {
		return Kind(k)
	}
	return v.v
}

// String returns a string as it is, and anything else as fmt.Sprint writes it.
func (v Value) String() string {
	if s, ok := v.v.(string); ok {
		return s
	}
	return string(v.append(nil))
}

func (v Value) append(b []byte) []byte {
	switch x := v.v.(type) {
	case string:
		return append(b, x...)
	case int64:
		return strconv.AppendInt(b, x, 10)
	case uint64:
		return strconv.AppendUint(b, x, 10)
	case float64:
		return strconv.AppendFloat(b, x, 'g', -1, 64)
	case bool:
		return strconv.AppendBool(b, x)
	case []Attr:
		return fmt.Append(b, x)
	}
	return fmt.Append(b, v.v)
}

func wrong(want, got Kind) string { return "Value kind is " + got.String() + ", not " + want.String() }

func get[T any](v Value, want Kind) T {
	x, ok := v.v.(T)
	if !ok {
		panic(wrong(want, v.Kind()))
	}
	return x
}

// Int64 returns an int64.
func (v Value) Int64() int64 { return get[int64](v, KindInt64) }

// Uint64 returns a uint64.
func (v Value) Uint64() uint64 { return get[uint64](v, KindUint64) }

// Bool returns a bool.
func (v Value) Bool() bool { return get[bool](v, KindBool) }

// Float64 returns a float64.
func (v Value) Float64() float64 { return get[float64](v, KindFloat64) }

// Duration returns a duration.
func (v Value) Duration() time.Duration { return get[time.Duration](v, KindDuration) }

// Time returns a time.
func (v Value) Time() time.Time { return get[time.Time](v, KindTime) }

// LogValuer returns a LogValuer.
func (v Value) LogValuer() LogValuer { return v.v.(LogValuer) }

// Group returns the attributes of a group.
func (v Value) Group() []Attr {
	g, ok := v.v.([]Attr)
	if !ok {
		panic("Group: bad kind")
	}
	return g
}

// Equal reports whether both hold the same.
func (v Value) Equal(w Value) bool {
	if v.Kind() != w.Kind() {
		return false
	}
	switch x := v.v.(type) {
	case time.Time:
		return x.Equal(w.v.(time.Time))
	case []Attr:
		y := w.v.([]Attr)
		for i := range x {
			if len(x) != len(y) || !x[i].Equal(y[i]) {
				return false
			}
		}
		return len(x) == len(y)
	}
	return v.v == w.v
}

func (v Value) isEmptyGroup() bool {
	g, ok := v.v.([]Attr)
	return ok && len(g) == 0
}

// callers lists so many of the calls in progress, without the newest ones.
func callers(skip, count int) string {
	pcs := make([]uintptr, count+1)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(skip+1, pcs)])
	var b strings.Builder
	for more := true; more; count-- {
		if count == 0 {
			b.WriteString("(rest of stack elided)\n")
			break
		}
		var frame runtime.Frame
		frame, more = frames.Next()
		fmt.Fprintf(&b, "called from %s (%s:%d)\n", frame.Function, frame.File, frame.Line)
	}
	return b.String()
}

const resolvedMax = 100

// Resolve asks LogValuers for their values until something else comes.
func (v Value) Resolve() (rv Value) {
	original := v
	defer func() {
		if r := recover(); r != nil {
			rv = AnyValue(fmt.Errorf("LogValue panicked\n%s", callers(3, 5)))
		}
	}()
	for range resolvedMax {
		valuer, ok := v.v.(LogValuer)
		if !ok {
			return v
		}
		v = valuer.LogValue()
	}
	return AnyValue(fmt.Errorf("LogValue called too many times on type %T", original.v))
}
