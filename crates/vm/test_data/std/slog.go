// Package log/slog: text, JSON, groups, and the default logger.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"os"
	"strings"
	"time"
)

type user struct {
	Name string `json:"name"`
	age  int
}

type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("REDACTED") }

type point struct{ x, y int }

func (p point) LogValue() slog.Value {
	return slog.GroupValue(slog.Int("x", p.x), slog.Int("y", p.y))
}

// noTime leaves out what differs between runs.
func noTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 {
		return slog.Attr{}
	}
	return a
}

func use(l *slog.Logger) {
	when := time.Date(2024, 2, 3, 4, 5, 6, 789000000, time.UTC)
	l.Info("hello", "count", 3, "name", "a b", "empty", "", "quote", `say "hi"`, "eq", "a=b", "uni", "größe\u200b", "path", `C:\x`)
	l.Warn("numbers", "f", 1.5, "big", 1e21, "small", 1e-7, "u", uint8(7), "neg", int16(-2), "ok", true, "r", 'x')
	l.Error("things", "err", errors.New("no luck"), "d", 1500*time.Millisecond, "t", when, "nil", nil)
	l.Debug("shown only at debug")
	l.Info("structs", "user", user{"Ann", 7}, "ptr", &user{"Bob", 8}, "list", []int{1, 2}, "map", map[string]int{"b": 2, "a": 1}, "bytes", []byte("xyz"))
	l.Info("valuers", "password", secret("1234"), "at", point{1, 2})
	l.Info("odd", "key only")
	l.Info("bad", 7, "x")
	l.Info("group", slog.Group("req", slog.String("method", "GET"), slog.Group("inner", "deep", 1), slog.Group("none")), slog.Group("", slog.Int("inline", 1)))
	l.With("a", 1).WithGroup("g").With("b", 2).Info("nested", "c", 3)
	l.WithGroup("g").WithGroup("h").Info("empty groups")
	l.With(slog.Int("x", 1)).WithGroup("s").LogAttrs(context.Background(), slog.LevelInfo, "attrs", slog.Bool("b", false), slog.Any("lvl", slog.LevelWarn))
	l.Log(context.Background(), slog.LevelInfo+2, "between")
	l.Log(context.Background(), slog.LevelError+3, "above <&>")
}

func main() {
	use(slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime})))
	fmt.Println()
	use(slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime, Level: slog.LevelDebug})))

	fmt.Println()
	var level slog.LevelVar
	replace := func(groups []string, a slog.Attr) slog.Attr {
		a = noTime(groups, a)
		if a.Key == "token" {
			return slog.String("token", "***")
		}
		if len(groups) > 0 {
			a.Key = strings.ToUpper(a.Key) + fmt.Sprint(groups)
		}
		return a
	}
	l := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: &level, ReplaceAttr: replace}))
	l.Info("one", "token", "abc", slog.Group("g", "k", "v"))
	level.Set(slog.LevelError)
	l.Warn("two")
	l.Error("three")
	fmt.Println(level.String(), l.Enabled(context.Background(), slog.LevelInfo))

	var buf bytes.Buffer
	slog.New(slog.NewTextHandler(&buf, &slog.HandlerOptions{AddSource: true})).Info("where")
	text := buf.String()
	fmt.Println(strings.Contains(text, ".go:"), strings.HasPrefix(text, "time=20"), strings.HasSuffix(text, "msg=where\n"))
	buf.Reset()
	slog.New(slog.NewJSONHandler(&buf, nil)).Info("when")
	fmt.Println(strings.HasPrefix(buf.String(), `{"time":"20`), strings.HasSuffix(buf.String(), `,"level":"INFO","msg":"when"}`+"\n"))

	log.SetFlags(0)
	slog.Info("default", "k", "v w", "n", 1)
	slog.Debug("not shown")
	slog.With("a", 1).WithGroup("g").Warn("with", "b", 2)
	slog.SetLogLoggerLevel(slog.LevelDebug)
	slog.Debug("shown")
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime})))
	slog.Info("new default", "k", 1)
	log.Print("through log")
	slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn).Print("a log.Logger")
	slog.New(slog.DiscardHandler).Error("nowhere")
	m := slog.NewMultiHandler(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime}), slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: noTime}))
	slog.New(m).With("n", 2).Info("twice")

	for _, v := range []slog.Value{slog.IntValue(1), slog.AnyValue(nil), slog.GroupValue(slog.Int("a", 1)), slog.DurationValue(time.Second)} {
		fmt.Println(v.Kind(), v, v.Any())
	}
	fmt.Println(slog.Int("a", 1), slog.Level(-6), slog.Level(5), slog.Int("a", 1).Equal(slog.Int64("a", 1)))
	var parsed slog.Level
	fmt.Println(parsed.UnmarshalText([]byte("warn+2")), parsed, parsed.UnmarshalText([]byte("x")))
}
