// Flags of the program and of sets of its own: what is read, what is said of wrong ones, and how they are listed.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, "+") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

var workers = flag.Int("workers", 4, "how many `goroutines` work")

type options struct {
	verbose bool
	name    string
	wait    time.Duration
	rate    float64
	size    int64
	n       uint
	big     uint64
	tags    list
}

func set(o *options) *flag.FlagSet {
	fs := flag.NewFlagSet("demo", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	fs.BoolVar(&o.verbose, "v", false, "say more")
	fs.StringVar(&o.name, "name", "bob", "whose it is\nand more")
	fs.DurationVar(&o.wait, "wait", time.Second, "how long")
	fs.Float64Var(&o.rate, "rate", 0.5, "how often")
	fs.Int64Var(&o.size, "size", 0, "how large")
	fs.UintVar(&o.n, "n", 3, "how many")
	fs.Uint64Var(&o.big, "big", 0, "a large one")
	fs.Var(&o.tags, "tag", "what it is called")
	fs.Func("at", "where", func(s string) error {
		if s == "here" {
			return errors.New("not here")
		}
		return nil
	})
	fs.BoolFunc("now", "at once", func(s string) error { fmt.Println("now", s); return nil })
	return fs
}

func main() {
	verbose := flag.Bool("verbose", false, "say more")
	flag.Parse()
	fmt.Println(*workers, *verbose, flag.NArg(), flag.NFlag(), flag.Parsed(), flag.Args())
	for _, args := range []string{
		"", "-v -name al x y", "--v=false -wait 3ms -rate=1e3 -size -0x10 -- -n", "-tag a -tag=b -n 7 -big 18446744073709551615",
		"-v=maybe", "-n -1", "-size 99999999999999999999", "-rate x", "-wait 5", "-name", "-nope", "-=x", "---v", "-", "-h", "-at here", "-at there -now", "-now=5 z",
	} {
		var o options
		fs := set(&o)
		fs.Usage = func() { fmt.Println("usage of", fs.Name()) }
		err := fs.Parse(strings.Fields(args))
		fmt.Printf("%q: %v %+v %q %d %q\n", args, err, o, fs.Args(), fs.NFlag(), fs.Arg(0))
	}
	var o options
	fs := set(&o)
	fmt.Println(fs.Parse([]string{"-help"}) == flag.ErrHelp)
	fs.Visit(func(f *flag.Flag) { fmt.Println("set", f.Name) })
	fmt.Println(fs.Set("n", "9"), fs.Set("none", "1"), o.n, fs.Lookup("n").DefValue, fs.Lookup("n").Value, fs.Lookup("wait").Value.(flag.Getter).Get())
	fs.VisitAll(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " ") })
	fmt.Println()
	for _, name := range []string{"n", "-x", "a=b"} {
		func() {
			defer func() { fmt.Println("panic:", recover()) }()
			fs.Int(name, 0, "")
		}()
	}
	strict := flag.NewFlagSet("", flag.PanicOnError)
	strict.SetOutput(os.Stdout)
	strict.String("path", "", "a `file` to read")
	func() {
		defer func() { fmt.Println("panic:", recover()) }()
		strict.Parse([]string{"-x"})
	}()
	last := flag.NewFlagSet("last", flag.ExitOnError)
	last.Parse([]string{"-x"})
}
