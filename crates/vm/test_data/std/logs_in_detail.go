package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path"
	"strings"
	"text/tabwriter"
)

type counting struct{ n *int }

func (c counting) LogValue() slog.Value {
	*c.n++
	return slog.IntValue(*c.n)
}

type appended string

func (a appended) AppendText(b []byte) ([]byte, error) {
	if a == "" {
		return nil, errors.New("nothing")
	}
	return append(b, "<"+a+">"...), nil
}

type panicking struct{}

func (panicking) LogValue() slog.Value { panic("no value") }

func slogs() {
	opts := &slog.HandlerOptions{AddSource: true, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.SourceKey {
			return slog.Attr{}
		}
		if len(groups) > 0 {
			a.Key = strings.ToUpper(a.Key)
		}
		return a
	}}
	n := 0
	l := slog.New(slog.NewTextHandler(os.Stdout, opts)).With("n", counting{&n})
	fmt.Println("after With:", n)
	l.Info("one", "m", counting{&n})
	l = l.WithGroup("g").With(slog.Group("h", "x", counting{&n}, slog.Group("", "y", 2)))
	l.Info("two", "a", appended("text"), "b", appended(""))
	fmt.Println(n)
	fmt.Println(strings.HasPrefix(slog.AnyValue(panicking{}).Resolve().String(), "LogValue panicked\ncalled from "))
	fmt.Printf("%#v\n", slog.AnyValue(panicking{}).Resolve().Any().(error).Error()[:35])
}

type level int

func (l *level) String() string     { return fmt.Sprintf("level %d", *l) }
func (l *level) Set(s string) error { _, err := fmt.Sscan(s, l); return err }

type text struct{ s string }

func (t text) MarshalText() ([]byte, error)   { return []byte(t.s), nil }
func (t *text) UnmarshalText(b []byte) error { t.s = "[" + string(b) + "]"; return nil }

type unready struct{ p *int }

func (u *unready) String() string     { return fmt.Sprint(*u.p) }
func (u *unready) Set(s string) error { return nil }

func flags() {
	set := flag.NewFlagSet("sample", flag.ContinueOnError)
	set.SetOutput(os.Stdout)
	var zero, two level = 0, 2
	three := 3
	set.Var(&zero, "zero", "is shown without a default")
	set.Var(&two, "two", "is shown with one")
	set.Var(&unready{&three}, "unready", "panics")
	set.Duration("d", 0, "no `pause`")
	var t text
	set.TextVar(&t, "t", text{"first"}, "a text")
	fmt.Println(set.Parse([]string{"-t", "read", "-two=5"}), t, two)
	set.PrintDefaults()
	fmt.Println(set.Set("later", "1"))
	defer func() {
		r := fmt.Sprint(recover())
		fmt.Println(strings.HasPrefix(r, "flag later set at "), strings.HasSuffix(r, " before being defined"))
	}()
	set.Int("later", 0, "")
}

func urls() {
	for _, s := range []string{
		"postgres://a:1,b:2/db", "http://a:1:2/", "http://u:p@h%41/", "http://u s@h/", "http://ä.de/ö", "http://[::1%25lo]:80/",
		"http://h:80x/", "x://<h>", "http://h/%zz", "https:/a//b",
	} {
		u, err := url.Parse(s)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(u, u.Host, u.Hostname(), u.Port())
	}
	base, _ := url.Parse("http://h/a//b/c?q")
	for _, s := range []string{"../x", "..//x", "./", "?y", "#f", "//i/z", "/../w"} {
		u, err := base.Parse(s)
		fmt.Println(u, err)
	}
	fmt.Println(url.JoinPath("rel", "../x"))
	fmt.Println(url.JoinPath("http://h", "%"))
	fmt.Printf("%#v\n", url.UserPassword("me", "secret"))
	for _, s := range []string{"[::1]", "[a]b:1", "a:b:1", "[a]:1", "a]:1", "[[a]:1", ":1"} {
		h, p, err := net.SplitHostPort(s)
		fmt.Printf("%q %q %v\n", h, p, err)
	}
	for _, p := range []string{"a[", "b[", "a\\", "[]a]", "*[", "a?c", "[^a-c]*"} {
		fmt.Println(path.Match(p, "xyz"))
	}
}

type refusing struct{}

func (refusing) Write([]byte) (int, error) { panic("refused") }

func main() {
	slogs()
	flags()
	urls()
	l := log.New(os.Stdout, "ends with a line\n", log.Lmsgprefix)
	l.Print("")
	l.Print("x")
	w := tabwriter.NewWriter(refusing{}, 0, 8, 1, ' ', 0)
	fmt.Fprint(w, "a\tb")
	defer func() { fmt.Println(recover()) }()
	w.Flush()
}
