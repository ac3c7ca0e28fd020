package slog

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// An Attr is a key with a value.
type Attr struct {
	Key   string
	Value Value
}

// String returns an Attr for a string.
func String(key, value string) Attr { return Attr{key, StringValue(value)} }

// Int64 returns an Attr for an int64.
func Int64(key string, value int64) Attr { return Attr{key, Int64Value(value)} }

// Int returns an Attr for an int.
func Int(key string, value int) Attr { return Attr{key, IntValue(value)} }

// Uint64 returns an Attr for a uint64.
func Uint64(key string, v uint64) Attr { return Attr{key, Uint64Value(v)} }

// Float64 returns an Attr for a float64.
func Float64(key string, v float64) Attr { return Attr{key, Float64Value(v)} }

// Bool returns an Attr for a bool.
func Bool(key string, v bool) Attr { return Attr{key, BoolValue(v)} }

// Time returns an Attr for a time.
func Time(key string, v time.Time) Attr { return Attr{key, TimeValue(v)} }

// Duration returns an Attr for a duration.
func Duration(key string, v time.Duration) Attr { return Attr{key, DurationValue(v)} }

// Any returns an Attr for anything.
func Any(key string, value any) Attr { return Attr{key, AnyValue(value)} }

// Group returns an Attr for a group of attributes.
func Group(key string, args ...any) Attr { return Attr{key, GroupValue(attrs(args)...)} }

// GroupAttrs is Group for Attrs only.
func GroupAttrs(key string, attrs ...Attr) Attr { return Attr{key, GroupValue(attrs...)} }

// Equal reports whether keys and values are equal.
func (a Attr) Equal(b Attr) bool { return a.Key == b.Key && a.Value.Equal(b.Value) }

// String returns key=value.
func (a Attr) String() string { return a.Key + "=" + a.Value.String() }

func (a Attr) isEmpty() bool { return a.Key == "" && a.Value.v == nil }

const badKey = "!BADKEY"

// attrs reads keys followed by values, and Attrs.
func attrs(args []any) []Attr {
	var list []Attr
	for i := 0; i < len(args); i++ {
		switch x := args[i].(type) {
		case string:
			if i+1 == len(args) {
				return append(list, String(badKey, x))
			}
			i++
			list = append(list, Any(x, args[i]))
		case Attr:
			list = append(list, x)
		default:
			list = append(list, Any(badKey, x))
		}
	}
	return list
}

// A Level says how important a record is.
type Level int

// The usual levels.
const (
	LevelDebug Level = -4
	LevelInfo  Level = 0
	LevelWarn  Level = 4
	LevelError Level = 8
)

// String returns the name of the level, or that of a lower one with the difference.
func (l Level) String() string {
	name, base := "ERROR", LevelError
	switch {
	case l < LevelInfo:
		name, base = "DEBUG", LevelDebug
	case l < LevelWarn:
		name, base = "INFO", LevelInfo
	case l < LevelError:
		name, base = "WARN", LevelWarn
	}
	if l != base {
		name += fmt.Sprintf("%+d", int(l-base))
	}
	return name
}

// Level returns l.
func (l Level) Level() Level { return l }

// MarshalText returns what String returns.
func (l Level) MarshalText() ([]byte, error) { return l.AppendText(nil) }

// AppendText appends the name.
func (l Level) AppendText(b []byte) ([]byte, error) { return append(b, l.String()...), nil }

// MarshalJSON returns what String returns, in quotes.
func (l Level) MarshalJSON() ([]byte, error) { return []byte(strconv.Quote(l.String())), nil }

// UnmarshalText reads what String writes.
func (l *Level) UnmarshalText(data []byte) error { return l.parse(string(data)) }

// UnmarshalJSON reads what MarshalJSON writes.
func (l *Level) UnmarshalJSON(data []byte) error {
	s, err := strconv.Unquote(string(data))
	if err != nil {
		return err
	}
	return l.parse(s)
}

func (l *Level) parse(s string) error {
	name, offset := s, 0
	if i := strings.IndexAny(s, "+-"); i >= 0 {
		n, err := strconv.Atoi(s[i:])
		if err != nil {
			return fmt.Errorf("slog: level string %q: %w", s, err)
		}
		name, offset = s[:i], n
	}
	for _, level := range []Level{LevelDebug, LevelInfo, LevelWarn, LevelError} {
		if strings.EqualFold(name, level.String()) {
			*l = level + Level(offset)
			return nil
		}
	}
	return fmt.Errorf("slog: level string %q: %w", s, errors.New("unknown name"))
}

// A Leveler has a level.
type Leveler interface{ Level() Level }

// A LevelVar is a level that can be changed while loggers use it.
type LevelVar struct{ value atomic.Int64 }

// Level returns the level.
func (v *LevelVar) Level() Level { return Level(v.value.Load()) }

// Set sets the level.
func (v *LevelVar) Set(l Level) { v.value.Store(int64(l)) }

// String returns the level for debugging.
func (v *LevelVar) String() string { return "LevelVar(" + v.Level().String() + ")" }

// MarshalText returns what the level's does.
func (v *LevelVar) MarshalText() ([]byte, error) { return v.Level().MarshalText() }

// AppendText appends the name of its level.
func (v *LevelVar) AppendText(b []byte) ([]byte, error) { return v.Level().AppendText(b) }

// UnmarshalText reads a level.
func (v *LevelVar) UnmarshalText(data []byte) error {
	var l Level
	if err := l.UnmarshalText(data); err != nil {
		return err
	}
	v.Set(l)
	return nil
}
