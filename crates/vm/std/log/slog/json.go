package slog

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"
)

// appendJSON appends v in JSON, or what is wrong with it.
func appendJSON(b []byte, v any) []byte {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return strconv.AppendQuote(b, "!ERROR:"+err.Error())
	}
	return append(b, bytes.TrimSuffix(text.Bytes(), []byte("\n"))...)
}

func (l *line) jsonValue(v Value) {
	x := v.Any()
	switch known := x.(type) {
	case time.Duration:
		x = int64(known)
	case json.Marshaler:
	case error:
		x = known.Error()
	}
	l.buf = appendJSON(l.buf, x)
}
