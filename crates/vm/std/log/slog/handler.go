package slog

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"slices"
	"strconv"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Handler writes records.
type Handler interface {
	Enabled(context.Context, Level) bool
	Handle(context.Context, Record) error
	WithAttrs(attrs []Attr) Handler
	WithGroup(name string) Handler
}

// HandlerOptions change what the handlers of this package write.
type HandlerOptions struct {
	AddSource   bool
	Level       Leveler
	ReplaceAttr func(groups []string, a Attr) Attr
}

// Keys of what is in every record.
const (
	TimeKey    = "time"
	LevelKey   = "level"
	MessageKey = "msg"
	SourceKey  = "source"
)

// common is what handlers have in common: a stack of groups and attributes that came with With and WithGroup.
type common struct {
	opts HandlerOptions
	mu   *sync.Mutex
	w    io.Writer
	json bool
	with []scope
}

// scope is a group, or attributes.
type scope struct {
	group string
	attrs []Attr // resolved and replaced when they came
}

func newCommon(w io.Writer, opts *HandlerOptions, json bool) *common {
	c := &common{w: w, mu: new(sync.Mutex), json: json}
	if opts != nil {
		c.opts = *opts
	}
	return c
}

func (c *common) enabled(level Level) bool {
	least := LevelInfo
	if c.opts.Level != nil {
		least = c.opts.Level.Level()
	}
	return level >= least
}

func (c *common) plus(s scope) *common {
	more := *c
	more.with = append(slices.Clip(c.with), s)
	return &more
}

// line is a record being written.
type line struct {
	*common
	buf    []byte
	sep    string // before the next attribute
	prefix string // of keys, of text
	groups []string

	isFinal bool // of attributes that came with the handler
}

func (c *common) handle(r Record) error {
	l := &line{common: c}
	if c.json {
		l.buf = append(l.buf, '{')
	}
	if !r.Time.IsZero() {
		l.builtin(Attr{TimeKey, TimeValue(r.Time)})
	}
	l.builtin(Attr{LevelKey, AnyValue(r.Level)})
	if c.opts.AddSource {
		source := r.Source()
		if source == nil {
			source = &Source{}
		}
		l.builtin(Attr{SourceKey, AnyValue(source)})
	}
	l.builtin(String(MessageKey, r.Message))
	l.scopes(r)
	if c.json {
		l.buf = append(l.buf, '}')
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err := c.w.Write(append(l.buf, '\n'))
	return err
}

// scopes writes the attributes of the handler and of the record, in their groups.
func (l *line) scopes(r Record) {
	with := l.with
	for r.NumAttrs() == 0 && len(with) > 0 && with[len(with)-1].attrs == nil {
		with = with[:len(with)-1]
	}
	l.nested(with, r.attrs)
}

func (l *line) nested(with []scope, last []Attr) {
	for i, s := range with {
		if s.group != "" {
			l.group(s.group, func() { l.nested(with[i+1:], last) })
			return
		}
		l.isFinal = true
		l.attrs(s.attrs)
		l.isFinal = false
	}
	l.attrs(last)
}

// group writes what is in a group; nothing if that is nothing.
func (l *line) group(name string, inside func()) {
	before, sep, prefix := len(l.buf), l.sep, l.prefix
	l.groups = append(l.groups, name)
	if l.json {
		l.key(name)
		l.buf = append(l.buf, '{')
		l.sep = ""
	} else {
		l.prefix += name + "."
	}
	start := len(l.buf)
	inside()
	l.groups, l.prefix = l.groups[:len(l.groups)-1], prefix
	switch {
	case len(l.buf) == start:
		l.buf, l.sep = l.buf[:before], sep
	case l.json:
		l.buf = append(l.buf, '}')
		l.sep = ","
	}
}

func (l *line) attrs(attrs []Attr) {
	for _, a := range attrs {
		l.attr(a)
	}
}

// builtin writes what every record has; text shows a level and a message as they are.
func (l *line) builtin(a Attr) {
	groups := l.groups
	l.groups = nil
	l.attr(a)
	l.groups = groups
}

// final resolves an attribute and lets the handler's user replace it.
func (c *common) final(a Attr, groups []string) Attr {
	a.Value = a.Value.Resolve()
	if replace := c.opts.ReplaceAttr; replace != nil && a.Value.Kind() != KindGroup {
		a = replace(groups, a)
		a.Value = a.Value.Resolve()
	}
	return a
}

// finals is final of attributes that come with a handler, and of all that is in their groups: at once, not with each record.
func (c *common) finals(attrs []Attr, groups []string) []Attr {
	finals := make([]Attr, len(attrs))
	for i, a := range attrs {
		a = c.final(a, groups)
		if a.Value.Kind() == KindGroup {
			inside := groups
			if a.Key != "" {
				inside = append(slices.Clip(groups), a.Key)
			}
			a.Value = GroupValue(c.finals(a.Value.Group(), inside)...)
		}
		finals[i] = a
	}
	return finals
}

// withAttrs is the handler with further attributes.
func (c *common) withAttrs(attrs []Attr) *common {
	var groups []string
	for _, s := range c.with {
		if s.group != "" {
			groups = append(groups, s.group)
		}
	}
	return c.plus(scope{attrs: c.finals(attrs, groups)})
}

func (l *line) attr(a Attr) {
	if !l.isFinal {
		a = l.final(a, l.groups)
	}
	if a.isEmpty() {
		return
	}
	if source, ok := a.Value.v.(*Source); ok {
		switch {
		case source == nil || *source == Source{}:
			return
		case l.json:
			a.Value = source.group()
		default:
			a.Value = StringValue(fmt.Sprintf("%s:%d", source.File, source.Line))
		}
	}
	if a.Value.Kind() == KindGroup {
		inside := func() { l.attrs(a.Value.Group()) }
		switch {
		case len(a.Value.Group()) == 0:
		case a.Key == "":
			inside()
		default:
			l.group(a.Key, inside)
		}
		return
	}
	l.key(a.Key)
	if l.json {
		l.jsonValue(a.Value)
	} else {
		l.textValue(a.Value)
	}
}

func (s *Source) group() Value {
	var as []Attr
	if s.Function != "" {
		as = append(as, String("function", s.Function))
	}
	if s.File != "" {
		as = append(as, String("file", s.File))
	}
	if s.Line != 0 {
		as = append(as, Int("line", s.Line))
	}
	return GroupValue(as...)
}

func (l *line) key(key string) {
	l.buf = append(l.buf, l.sep...)
	if l.json {
		l.buf = append(appendJSON(l.buf, key), ':')
		l.sep = ","
	} else {
		l.text(l.prefix + key)
		l.buf = append(l.buf, '=')
		l.sep = " "
	}
}

// text writes a string, in quotes if it would be misread otherwise.
func (l *line) text(s string) {
	if needsQuotes(s) {
		l.buf = strconv.AppendQuote(l.buf, s)
	} else {
		l.buf = append(l.buf, s...)
	}
}

func needsQuotes(s string) bool {
	for _, r := range s {
		switch {
		case r <= ' ' || r == '=' || r == '"' || r == 0x7f:
			return true
		case r >= utf8.RuneSelf && (r == utf8.RuneError || unicode.IsSpace(r) || !unicode.IsPrint(r)):
			return true
		}
	}
	return s == ""
}

func (l *line) textValue(v Value) {
	switch x := v.v.(type) {
	case string:
		l.text(x)
	case time.Time:
		l.buf = x.AppendFormat(l.buf, "2006-01-02T15:04:05.000Z07:00")
	case int64, uint64, float64, bool, time.Duration:
		l.buf = v.append(l.buf)
	case interface{ AppendText([]byte) ([]byte, error) }:
		text, err := x.AppendText(nil)
		if err != nil {
			l.text("!ERROR:" + err.Error())
		} else {
			l.text(string(text))
		}
	case interface{ MarshalText() ([]byte, error) }:
		text, err := x.MarshalText()
		if err != nil {
			l.text("!ERROR:" + err.Error())
		} else {
			l.text(string(text))
		}
	case []byte:
		l.buf = strconv.AppendQuote(l.buf, string(x))
	default:
		l.text(fmt.Sprintf("%+v", v.Any()))
	}
}

// A TextHandler writes records as key=value.
type TextHandler struct{ *common }

// NewTextHandler returns a TextHandler.
func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newCommon(w, opts, false)}
}

// Enabled reports whether records of a level are written.
func (h *TextHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }

// Handle writes a record.
func (h *TextHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

// WithAttrs returns a handler that adds attributes to each record.
func (h *TextHandler) WithAttrs(attrs []Attr) Handler {
	return &TextHandler{h.withAttrs(attrs)}
}

// WithGroup returns a handler whose further attributes are in a group.
func (h *TextHandler) WithGroup(name string) Handler { return &TextHandler{h.plus(scope{group: name})} }

// A JSONHandler writes records as JSON objects.
type JSONHandler struct{ *common }

// NewJSONHandler returns a JSONHandler.
func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newCommon(w, opts, true)}
}

// Enabled reports whether records of a level are written.
func (h *JSONHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }

// Handle writes a record.
func (h *JSONHandler) Handle(_ context.Context, r Record) error { return h.handle(r) }

// WithAttrs returns a handler that adds attributes to each record.
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler {
	return &JSONHandler{h.withAttrs(attrs)}
}

// WithGroup returns a handler whose further attributes are in a group.
func (h *JSONHandler) WithGroup(name string) Handler { return &JSONHandler{h.plus(scope{group: name})} }

// defaultHandler writes through package log.
type defaultHandler struct{ common }

func (h *defaultHandler) Enabled(_ context.Context, level Level) bool { return level >= logLevel.Level() }

func (h *defaultHandler) Handle(_ context.Context, r Record) error {
	l := &line{common: &h.common, sep: " "}
	l.buf = append(l.buf, r.Level.String()+" "+r.Message...)
	l.scopes(r)
	return log.Output(4, string(l.buf))
}

func (h *defaultHandler) WithAttrs(attrs []Attr) Handler {
	return &defaultHandler{*h.withAttrs(attrs)}
}

func (h *defaultHandler) WithGroup(name string) Handler {
	return &defaultHandler{*h.plus(scope{group: name})}
}

// DiscardHandler writes nothing.
var DiscardHandler Handler = discard{}

type discard struct{}

func (discard) Enabled(context.Context, Level) bool  { return false }
func (discard) Handle(context.Context, Record) error { return nil }
func (d discard) WithAttrs([]Attr) Handler           { return d }
func (d discard) WithGroup(string) Handler           { return d }

// A MultiHandler gives records to several handlers.
type MultiHandler struct{ handlers []Handler }

// NewMultiHandler returns a MultiHandler.
func NewMultiHandler(handlers ...Handler) *MultiHandler { return &MultiHandler{slices.Clone(handlers)} }

// Enabled reports whether one of the handlers writes records of a level.
func (h *MultiHandler) Enabled(ctx context.Context, level Level) bool {
	return slices.ContainsFunc(h.handlers, func(h Handler) bool { return h.Enabled(ctx, level) })
}

// Handle gives a record to all handlers that are enabled for its level.
func (h *MultiHandler) Handle(ctx context.Context, r Record) error {
	var errs []error
	for _, h := range h.handlers {
		if h.Enabled(ctx, r.Level) {
			errs = append(errs, h.Handle(ctx, r.Clone()))
		}
	}
	return errors.Join(errs...)
}

func (h *MultiHandler) each(f func(Handler) Handler) Handler {
	more := NewMultiHandler(h.handlers...)
	for i, h := range more.handlers {
		more.handlers[i] = f(h)
	}
	return more
}

// WithAttrs returns a handler that adds attributes to each record.
func (h *MultiHandler) WithAttrs(attrs []Attr) Handler {
	return h.each(func(h Handler) Handler { return h.WithAttrs(attrs) })
}

// WithGroup returns a handler whose further attributes are in a group.
func (h *MultiHandler) WithGroup(name string) Handler {
	return h.each(func(h Handler) Handler { return h.WithGroup(name) })
}
