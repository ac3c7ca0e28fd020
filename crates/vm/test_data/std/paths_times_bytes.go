// What works on paths, durations, times and bytes says of many of them what Go says: sums of the texts.
package main

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"path"
	"strings"
	"time"
)

func main() {
	sum := fnv.New64a()
	shown := func(what string) {
		fmt.Printf("%s %x\n", what, sum.Sum64())
		sum.Reset()
	}
	var all []string
	var gen func(p string, n int)
	gen = func(p string, n int) {
		all = append(all, p)
		if n == 0 {
			return
		}
		for _, c := range []string{"/", ".", "a", "..", "/b"} {
			gen(p+c, n-1)
		}
	}
	gen("", 3)
	for i, p := range all {
		fmt.Fprintln(sum, p, path.Clean(p), path.Base(p), path.Dir(p), path.Join(p, all[(i*7)%len(all)]), path.Join("", p, ""), path.IsAbs(p), path.Ext(p))
	}
	shown("paths")
	for i := uint(0); i < 63; i++ {
		for _, d := range []int64{-1, 0, 1, 999, 1000, 50000, 999999, 123456789} {
			x := time.Duration(int64(1)<<i + d)
			fmt.Fprintln(sum, x, -x, x*60, x*3600)
		}
	}
	fmt.Fprintln(sum, time.Duration(-1<<63), time.Duration(1<<63-1))
	shown("durations")
	for i := range 60 {
		t := time.Date(1+i*7, time.Month(i), i*13%40, i*5, i*7, i*11, i*123456789%1000000000, time.FixedZone("", (i-200)*97))
		if i%3 == 0 {
			t = t.UTC()
		}
		if i%5 == 0 {
			t = t.AddDate(-3000, 0, 0)
		}
		for _, l := range []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822Z, time.RFC850, time.RFC3339Nano, time.Kitchen, time.StampNano, time.Layout, "__2 002 Z07:00:00 Z070000 -07:00:00 -070000 -07 Z07 .000 ,999999999999 .0000000000000 _2006 06 1 2 3 4 5 pm PM", "Monday January _2"} {
			fmt.Fprintln(sum, t.Format(l), string(t.AppendFormat([]byte("x"), l)))
		}
		fmt.Fprintln(sum, t, t.GoString())
	}
	shown("times")
	for _, s := range []string{"", "1", "1h", "-1.5h", "+5s", "1.5.5s", "3ns4", "1us2µs3μs", "9223372036854775808ns", "-9223372036854775808ns", ".s", "1x", "0", "1e3s", "9999999999h"} {
		d, err := time.ParseDuration(s)
		fmt.Fprintln(sum, d, err)
	}
	shown("durations read")
	strs := []string{"", "a", "xxaxx", "héllo", "日本語日本", "\xff\xfea\xff", "  a b  ", "ab,cd,,ef,", ",", "aaa"}
	cuts := []string{"", "x", "xa", "日語", "\xff", " ", ",", "é", "aa"}
	for _, s := range strs {
		for _, c := range cuts {
			fmt.Fprintf(sum, "%q %q %q\n", strings.Trim(s, c), strings.TrimLeft(s, c), strings.TrimRight(s, c))
			b, k := []byte(s), []byte(c)
			for n := -1; n < 4; n++ {
				for _, x := range bytes.SplitN(b, k, n) {
					fmt.Fprintf(sum, "%q %v ", x, cap(x) > len(x))
				}
				r := bytes.SplitN(b, k, n)
				fmt.Fprintln(sum, len(r), cap(r), r == nil)
				r = bytes.SplitAfterN(b, k, n)
				fmt.Fprintf(sum, "%q %d\n", r, cap(r))
			}
			fmt.Fprintf(sum, "%q %q\n", bytes.Split(b, k), bytes.SplitAfter(b, k))
			fmt.Fprintln(sum, bytes.Index(b, k), bytes.LastIndex(b, k), bytes.Count(b, k), bytes.HasPrefix(b, k), bytes.HasSuffix(b, k), bytes.Compare(b, k), bytes.EqualFold(b, k), bytes.IndexAny(b, c), bytes.LastIndexAny(b, c), bytes.ContainsAny(b, c))
			fmt.Fprintf(sum, "%q %q %q\n", bytes.Replace(b, k, []byte("ZZ"), 2), bytes.ReplaceAll(b, k, nil), bytes.Join([][]byte{b, k, b}, k))
			fmt.Fprintf(sum, "%q\n", bytes.Trim(b, c))
		}
		b := []byte(s)
		fmt.Fprintf(sum, "%q %q %q %q %q\n", bytes.ToUpper(b), bytes.ToTitle(b), bytes.Fields(b), bytes.Repeat(b, 3), bytes.Runes(b))
		fmt.Fprintln(sum, bytes.IndexByte(b, 'a'), bytes.IndexRune(b, 'é'), bytes.IndexFunc(b, func(r rune) bool { return r > 200 }))
	}
	fmt.Fprintln(sum, bytes.Join(nil, nil) == nil, bytes.Repeat([]byte("x"), 0) == nil, len(bytes.Repeat(nil, 5)), cap(bytes.Repeat([]byte("abc"), 5)))
	func() {
		defer func() { fmt.Fprintln(sum, recover()) }()
		bytes.Repeat([]byte("abc"), 1<<62)
	}()
	func() {
		defer func() { fmt.Fprintln(sum, recover()) }()
		bytes.Repeat(nil, -1)
	}()
	shown("bytes")
	fmt.Println(path.Clean("a//b/../../../c/."), path.Join("/a", "..", "..", "b"), path.Base("/a/b//"), path.Dir("a/b"))
	fmt.Println(time.Duration(-3723000000005), 1500*time.Microsecond, time.Duration(-1<<63))
	fmt.Println(time.Date(-5, 3, 4, 13, 6, 7, 120, time.UTC).Format("2006 _2 Jan 3:04pm .0000000000 .999999999"))
}
