//procs:1

// More calls of the library and what they take of the heap, in a function rather than in the value of a package variable.
package main

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"log"
	"maps"
	"math/rand"
	"os"
	"path"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

var sink, sink2 any
var str = "hello"
var long = "hello, world, this is text"
var csv = "a,b,c,d,e,f,g,h,i,j"
var ints = []int{3, 1, 2}
var ints10 = []int{5, 2, 8, 1, 9, 3, 7, 4, 6, 0}
var strs = []string{"b", "a", "c"}
var bs = []byte("hello, world, this is text")
var ctx context.Context
var cancel context.CancelFunc
var ccancel context.CancelCauseFunc
var stop func() bool
var timer *time.Timer
var err error
var n = 12345
var n64 = int64(123456789)
var f = 1.5
var mu sync.Mutex
var smap sync.Map
var str2 string
var bs2 []byte
var ints2 []int
var strs2 []string
var bool2 bool
var n2 int
var f2 float64

var parent, _ = context.WithCancel(context.Background())
var vctx = context.WithValue(parent, key{}, 5)

type key struct{}
type T struct {
	A int
	B string
}
type P struct {
	X, Y int
	Name string
	Tags []string
	M    map[string]int
}
type St struct{ a, b int }

func (s St) String() string { return "St" }

type H []int

func (h H) Len() int           { return len(h) }
func (h H) Less(i, j int) bool { return h[i] < h[j] }
func (h H) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *H) Push(x any)        { *h = append(*h, x.(int)) }
func (h *H) Pop() any          { o := *h; x := o[len(o)-1]; *h = o[:len(o)-1]; return x }

var val = T{1, "x"}
var pval = &P{1, 2, "n", []string{"a"}, map[string]int{"k": 1}}
var buf bytes.Buffer
var sb strings.Builder
var lg = log.New(io.Discard, "p ", log.LstdFlags)
var wr = bufio.NewWriter(io.Discard)
var wg *sync.WaitGroup
var fn func()
var m map[string]int
var tm time.Time
var dur = 90 * time.Second
var sentinel = errors.New("sentinel")
var wrapped = fmt.Errorf("w: %w", sentinel)
var re = regexp.MustCompile(`a+b`)
var m5 = map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}
var onceF func()
var onceV func() int
var hp = &H{5, 2, 8}
var seqI iter.Seq[int]

type gate struct{ c *sync.Cond }

type test struct {
	name string
	f    func()
}

func all() []test {
	return []test{
		{"fmt.Sprint int", func() { str2 = fmt.Sprint(n) }},
		{"fmt.Sprint str", func() { str2 = fmt.Sprint(str) }},
		{"fmt.Sprint two", func() { str2 = fmt.Sprint(str, n) }},
		{"fmt.Sprintf %d", func() { str2 = fmt.Sprintf("%d", n) }},
		{"fmt.Sprintf %s", func() { str2 = fmt.Sprintf("%s-%s", str, str) }},
		{"fmt.Sprintf %q", func() { str2 = fmt.Sprintf("%q", str) }},
		{"fmt.Sprintf %f", func() { str2 = fmt.Sprintf("%.2f", f) }},
		{"fmt.Sprintf %p", func() { str2 = fmt.Sprintf("%p", pval) }},
		{"fmt.Sprintf %v err", func() { str2 = fmt.Sprintf("%v", sentinel) }},
		{"fmt.Sprintf %5d|%-8s", func() { str2 = fmt.Sprintf("%5d|%-8s", n, str) }},
		{"fmt.Sprintf %c%t", func() { str2 = fmt.Sprintf("%c%t", 'x', true) }},
		{"fmt.Sprintln", func() { str2 = fmt.Sprintln(str, n, f) }},
		{"fmt.Fprintf", func() { fmt.Fprintf(io.Discard, "%d %s\n", n, str) }},
		{"fmt.Fprintln", func() { fmt.Fprintln(io.Discard, str, n) }},
		{"fmt.Fprint buf", func() { buf.Reset(); fmt.Fprint(&buf, str) }},
		{"fmt.Appendf", func() { bs2 = fmt.Appendf(nil, "%d", n) }},
		{"fmt.Errorf", func() { err = fmt.Errorf("x %d", n) }},
		{"fmt.Errorf %w", func() { err = fmt.Errorf("x: %w", sentinel) }},
		{"fmt.Errorf %w%w", func() { err = fmt.Errorf("%w %w", sentinel, sentinel) }},
		{"fmt.Errorf const", func() { err = fmt.Errorf("x") }},
		{"errors.Is", func() { bool2 = errors.Is(wrapped, sentinel) }},
		{"errors.As", func() { var pe *os.PathError; bool2 = errors.As(wrapped, &pe) }},
		{"errors.Join", func() { err = errors.Join(sentinel, wrapped) }},
		{"errors.Unwrap", func() { err = errors.Unwrap(wrapped) }},
		{"err.Error joined", func() { str2 = errors.Join(sentinel, wrapped).Error() }},
		{"strconv.Itoa", func() { str2 = strconv.Itoa(n) }},
		{"strconv.FormatInt", func() { str2 = strconv.FormatInt(n64, 16) }},
		{"strconv.FormatFloat", func() { str2 = strconv.FormatFloat(f, 'g', -1, 64) }},
		{"strconv.Atoi", func() { n2, err = strconv.Atoi("1234") }},
		{"strconv.ParseInt", func() { _, err = strconv.ParseInt("1234", 10, 64) }},
		{"strconv.ParseFloat", func() { f2, err = strconv.ParseFloat("1.25", 64) }},
		{"strconv.ParseBool", func() { bool2, err = strconv.ParseBool("true") }},
		{"strconv.Unquote", func() { str2, err = strconv.Unquote(`"a\nb"`) }},
		{"strconv.FormatBool", func() { str2 = strconv.FormatBool(bool2) }},
		{"strings.Join", func() { str2 = strings.Join(strs, ", ") }},
		{"strings.Join one", func() { str2 = strings.Join(strs[:1], ", ") }},
		{"strings.Split 10", func() { strs2 = strings.Split(csv, ",") }},
		{"strings.SplitN", func() { strs2 = strings.SplitN(csv, ",", 3) }},
		{"strings.SplitAfter", func() { strs2 = strings.SplitAfter(csv, ",") }},
		{"strings.Split empty", func() { strs2 = strings.Split(str, "") }},
		{"strings.SplitSeq", func() {
			for s := range strings.SplitSeq(csv, ",") {
				str2 = s
			}
		}},
		{"strings.Fields 6", func() { strs2 = strings.Fields("the quick brown fox jumps over") }},
		{"strings.TrimSpace", func() { str2 = strings.TrimSpace("  a b ") }},
		{"strings.Trim", func() { str2 = strings.Trim("xxaxx", "x") }},
		{"strings.TrimFunc", func() { str2 = strings.TrimFunc("12a", func(r rune) bool { return r < 'a' }) }},
		{"strings.ToLower", func() { str2 = strings.ToLower("HELLO World") }},
		{"strings.Title", func() { str2 = strings.Title("hello world") }},
		{"strings.Replace", func() { str2 = strings.Replace(long, "is", "was", 1) }},
		{"strings.EqualFold", func() { bool2 = strings.EqualFold("Go", "GO") }},
		{"strings.Index", func() { n2 = strings.Index(long, "text") }},
		{"strings.Cut", func() { str2, _, bool2 = strings.Cut(long, ", ") }},
		{"strings.Builder grow", func() { var b strings.Builder; b.Grow(100); b.WriteString(long); str2 = b.String() }},
		{"strings.Builder loop", func() {
			var b strings.Builder
			for range 20 {
				b.WriteByte('x')
			}
			str2 = b.String()
		}},
		{"strings.Builder Fprintf", func() { var b strings.Builder; fmt.Fprintf(&b, "%d", n); str2 = b.String() }},
		{"strings.Clone", func() { str2 = strings.Clone(long) }},
		{"strings.Lines", func() {
			for s := range strings.Lines("a\nb\nc") {
				str2 = s
			}
		}},
		{"strings.Map same", func() { str2 = strings.Map(func(r rune) rune { return r }, long) }},
		{"strings.ToValidUTF8", func() { str2 = strings.ToValidUTF8("a\xffb", "?") }},
		{"string concat 3", func() { str2 = str + long + str }},
		{"string +=", func() {
			s := ""
			for range 5 {
				s += "ab"
			}
			str2 = s
		}},
		{"string(rune)", func() { str2 = string(rune(n)) }},
		{"[]byte(long)", func() { bs2 = []byte(long) }},
		{"bytes.Buffer", func() { var b bytes.Buffer; b.WriteString(long); b.WriteByte('x'); str2 = b.String() }},
		{"bytes.Split", func() { sink2 = bytes.Split(bs, []byte(",")) }},
		{"bytes.Repeat", func() { bs2 = bytes.Repeat(bs, 3) }},
		{"bytes.Join", func() { bs2 = bytes.Join([][]byte{bs, bs}, []byte(",")) }},
		{"bytes.Equal", func() { bool2 = bytes.Equal(bs, bs2) }},
		{"bytes.TrimSpace", func() { bs2 = bytes.TrimSpace(bs) }},
		{"bufio.Scanner", func() {
			s := bufio.NewScanner(strings.NewReader("a\nb\nc\n"))
			for s.Scan() {
				n2 = len(s.Text())
			}
		}},
		{"bufio.Scanner words", func() {
			s := bufio.NewScanner(strings.NewReader("a b c"))
			s.Split(bufio.ScanWords)
			for s.Scan() {
				str2 = s.Text()
			}
		}},
		{"bufio.ReadLine", func() { r := bufio.NewReader(strings.NewReader("abc\ndef")); bs2, _, err = r.ReadLine() }},
		{"bufio.Writer write", func() { wr.WriteString(long); wr.Flush() }},
		{"io.Copy", func() { _, err = io.Copy(io.Discard, strings.NewReader(long)) }},
		{"io.MultiWriter", func() { sink2 = io.MultiWriter(io.Discard, io.Discard) }},
		{"io.TeeReader", func() { sink2 = io.TeeReader(strings.NewReader(str), io.Discard) }},
		{"io.WriteString", func() { io.WriteString(io.Discard, long) }},
		{"io.NopCloser", func() { sink2 = io.NopCloser(strings.NewReader(str)) }},
		{"io.MultiReader", func() { bs2, _ = io.ReadAll(io.MultiReader(strings.NewReader(str), strings.NewReader(str))) }},
		{"sort.Strings", func() { strs2 = slices.Clone(strs); sort.Strings(strs2) }},
		{"sort.Sort", func() { sort.Sort(sort.Reverse(sort.IntSlice(ints10))) }},
		{"sort.SliceStable", func() { sort.SliceStable(ints10, func(i, j int) bool { return ints10[i] < ints10[j] }) }},
		{"sort.Search", func() { n2 = sort.Search(10, func(i int) bool { return ints10[i] >= 5 }) }},
		{"slices.Sort", func() { slices.Sort(ints10) }},
		{"slices.Insert", func() { ints2 = slices.Insert(slices.Clone(ints), 1, 7, 8) }},
		{"slices.Delete", func() { ints2 = slices.Delete(slices.Clone(ints), 0, 1) }},
		{"slices.Reverse", func() { slices.Reverse(ints10) }},
		{"slices.Chunk", func() {
			for c := range slices.Chunk(ints10, 3) {
				ints2 = c
			}
		}},
		{"slices.Compact", func() { ints2 = slices.Compact(slices.Clone(ints)) }},
		{"slices.Contains", func() { bool2 = slices.Contains(strs, "c") }},
		{"slices.Max", func() { n2 = slices.Max(ints10) }},
		{"slices.IndexFunc", func() { n2 = slices.IndexFunc(ints10, func(x int) bool { return x == n }) }},
		{"maps.Keys loop", func() {
			for k := range maps.Keys(m5) {
				str2 = k
			}
		}},
		{"maps.Collect", func() { m = maps.Collect(maps.All(m5)) }},
		{"maps.Copy", func() { maps.Copy(m5, m5) }},
		{"maps.DeleteFunc", func() { maps.DeleteFunc(m5, func(k string, v int) bool { return false }) }},
		{"heap.Push", func() { heap.Push(hp, 3); n2 = heap.Pop(hp).(int) }},
		{"heap.Init", func() { heap.Init(hp) }},
		{"context.WithCancel cancel", func() { ctx, cancel = context.WithCancel(parent); cancel() }},
		{"context.WithTimeout child", func() { ctx, cancel = context.WithTimeout(parent, time.Hour); cancel() }},
		{"context.Value", func() { n2 = vctx.Value(key{}).(int) }},
		{"context.AfterFunc stop", func() { stop = context.AfterFunc(parent, fn); stop() }},
		{"ctx.Err", func() { err = parent.Err() }},
		{"ctx.Done select", func() {
			select {
			case <-parent.Done():
			default:
			}
		}},
		{"time.Sleep", func() { time.Sleep(1) }},
		{"time.Duration.String", func() { str2 = dur.String() }},
		{"time.Format", func() { str2 = tm.Format(time.RFC3339) }},
		{"time.Time.String", func() { str2 = tm.String() }},
		{"time.Date", func() { tm = time.Date(2024, 1, 2, 3, 4, 5, 6, time.UTC) }},
		{"time.Parse", func() { tm, err = time.Parse(time.RFC3339, "2024-01-02T03:04:05Z") }},
		{"time.ParseDuration", func() { dur, err = time.ParseDuration("1h30m") }},
		{"time.Timer Reset", func() { timer.Reset(time.Hour) }},
		{"time.After wait", func() { <-time.After(1) }},
		{"time.AppendFormat", func() { bs2 = tm.AppendFormat(nil, time.Kitchen) }},
		{"sync.Map Load", func() { sink2, bool2 = smap.Load("k") }},
		{"sync.Map LoadOrStore", func() { sink2, bool2 = smap.LoadOrStore("k", "v") }},
		{"sync.Map Range", func() { smap.Range(func(k, v any) bool { return true }) }},
		{"sync.OnceFunc", func() { onceF = sync.OnceFunc(fn); onceF() }},
		{"sync.Once", func() { var o sync.Once; o.Do(fn) }},
		{"wg.Go", func() { var w sync.WaitGroup; w.Go(fn); w.Wait() }},
		{"wg 3", func() {
			var w sync.WaitGroup
			for range 3 {
				w.Add(1)
				go func() { defer w.Done() }()
			}
			w.Wait()
		}},
		{"cond", func() {
			c := sync.NewCond(&mu)
			c.L.Lock()
			c.L.Unlock()
			c.Broadcast()
			sink2 = c
		}},
		{"atomic.Int64", func() { var v atomic.Int64; v.Add(1); n2 = int(v.Load()) }},
		{"rand.Intn", func() { n2 = rand.Intn(10) }},
		{"rand.New", func() { sink2 = rand.New(rand.NewSource(1)) }},
		{"rand.Shuffle", func() { rand.Shuffle(10, func(i, j int) { ints10[i], ints10[j] = ints10[j], ints10[i] }) }},
		{"rand.Float64", func() { f2 = rand.Float64() }},
		{"hex decode", func() { bs2, err = hex.DecodeString("68656c6c6f") }},
		{"base64 decode", func() { bs2, err = base64.StdEncoding.DecodeString("aGVsbG8=") }},
		{"crc32", func() { n2 = int(crc32.ChecksumIEEE(bs)) }},
		{"binary.PutUvarint", func() { var b [10]byte; n2 = binary.PutUvarint(b[:], 300) }},
		{"path.Base", func() { str2 = path.Base("/a/b.go") }},
		{"utf8", func() { n2 = utf8.RuneCountInString(long) }},
		{"utf8.AppendRune", func() { bs2 = utf8.AppendRune(nil, 'é') }},
		{"range func", func() {
			for x := range seqI {
				n2 = x
			}
		}},
		{"recover", func() {
			defer func() { sink2 = recover() }()
			panic(sentinel)
		}},
		{"type switch", func() {
			switch x := sink.(type) {
			case int:
				n2 = x
			case error:
				err = x
			}
		}},
		{"map make", func() { m = make(map[string]int) }},
		{"map make 10", func() { m = make(map[string]int, 10) }},
		{"map literal", func() { m = map[string]int{"a": 1, "b": 2} }},
		{"map grow", func() {
			m = map[string]int{}
			for i := range 20 {
				m[csv[:i%10]] = i
			}
		}},
		{"chan of chan", func() { sink2 = make(chan chan int, 2) }},
		{"closure", func() { x := n; fn = func() { n2 = x } }},
		{"defer loop", func() {
			for range 3 {
				defer func() { n2++ }()
			}
		}},
	}
}

func main() {
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(-1)
	timer = time.NewTimer(time.Hour)
	tm = time.Now().Add(time.Hour)
	fn = func() {}
	seqI = func(y func(int) bool) {
		for i := range 3 {
			if !y(i) {
				return
			}
		}
	}
	fn0 := fn
	var a, b runtime.MemStats
	for _, t := range all() {
		fn = fn0
		t.f()
		t.f()
		var objs, bytes uint64
		for i := range 5 {
			fn = fn0
			runtime.ReadMemStats(&a)
			t.f()
			runtime.ReadMemStats(&b)
			if i == 0 || b.Mallocs-a.Mallocs < objs {
				objs, bytes = b.Mallocs-a.Mallocs, b.TotalAlloc-a.TotalAlloc
			}
		}
		if bytes <= 16*objs {
			bytes = 0
		}
		fmt.Println(t.name, objs, bytes)
	}
}
