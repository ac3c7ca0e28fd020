// Everything that may hold a pointer keeps what it points to, wherever it lies and whatever its size.
package main

import (
	"context"
	"fmt"
	"runtime"
	"sort"
	"strings"
	"sync"
)

// tidy collects what nobody reaches, and uses its memory for something else.
func tidy() {
	runtime.GC()
	for size := range 40 {
		junk := make([]byte, 8*size+1)
		for i := range junk {
			junk[i] = 0xa5
		}
		others := make([]*int, size%9+1)
		for i := range others {
			others[i] = number(-1)
		}
		junkyard = append(junkyard[:size%4], junk)
	}
}

var junkyard [][]byte

func number(n int) *int { return &n }

func text(n int) string { return strings.Repeat("x", n%7+1) + fmt.Sprint(n) }

type pair[A, B any] struct {
	a A
	b B
}

// A value of each of these has pointers somewhere.
type holder interface{ sum() int }

type one struct{ p *int }
type three struct {
	n    int
	p, q *int
}
type row[T any] struct {
	head int
	all  T
	tail *int
}

func (h one) sum() int   { return *h.p }
func (h three) sum() int { return h.n + *h.p + *h.q }
func (h row[T]) sum() int {
	total := h.head + *h.tail
	switch all := any(h.all).(type) {
	case [2]*int:
		total += *all[0] + *all[1]
	case [15]*int:
		for _, p := range all {
			total += *p
		}
	case [16]*int:
		for _, p := range all {
			total += *p
		}
	case [40]*int:
		for _, p := range all {
			total += *p
		}
	case [20_000]*int:
		for i := 0; i < len(all); i += 1999 {
			total += *all[i]
		}
	}
	return total
}

func fill(all []*int, n int) {
	for i := range all {
		all[i] = number(n + i)
	}
}

func two(n int) (h row[[2]*int]) {
	fill(h.all[:], n)
	h.tail = number(n)
	return
}

func fifteen(n int) (h row[[15]*int]) {
	fill(h.all[:], n)
	h.tail = number(n)
	return
}

func sixteen(n int) (h row[[16]*int]) {
	fill(h.all[:], n)
	h.tail = number(n)
	return
}

func forty(n int) (h row[[40]*int]) {
	fill(h.all[:], n)
	h.tail = number(n)
	return
}

func many(n int) (h row[[20_000]*int]) {
	fill(h.all[:], n)
	h.tail = number(n)
	return
}

// maps makes a map that does not leave the function, and one that does, with so many entries.
func maps[K comparable, V holder](name string, count int, key func(int) K, elem func(int) V) map[K]V {
	local, kept := map[K]V{}, make(map[K]V)
	for i := range count {
		local[key(i)] = elem(i)
		kept[key(i)] = elem(2 * i)
		if i%5 == 0 {
			tidy()
		}
	}
	tidy()
	total := 0
	for i := range count {
		total += local[key(i)].sum() + kept[key(i)].sum()
	}
	for k, v := range local {
		tidy()
		total += v.sum() + kept[k].sum()
	}
	fmt.Println(name, len(local), len(kept), total)
	return kept
}

func plain(n int) int    { return n }
func single(n int) one   { return one{number(n)} }
func triple(n int) three { return three{n, number(n), number(2 * n)} }
func both(n int) pair[string, [2]string] {
	return pair[string, [2]string]{text(n), [2]string{text(n), "b"}}
}
func wide(n int) [9]string { return [9]string{0: text(n), 8: text(n + 1)} }
func far(n int) [17]string { return [17]string{0: text(n), 16: text(n + 1)} }

func inMaps(count int) {
	for _, kept := range []any{
		maps("int one", count, plain, single),
		maps("int three", count, plain, triple),
		maps("string one", count, text, single),
		maps("string two", count, text, two),
		maps("string fifteen", count, text, fifteen),
		maps("string sixteen", count, text, sixteen),
		maps("pair three", count, both, triple),
		maps("wide forty", count, wide, forty),
		maps("far fifteen", count, far, fifteen),
		maps("far many", min(count, 3), far, many),
	} {
		tidy()
		if kept, ok := kept.(map[string]row[[16]*int]); ok {
			fmt.Println("later", kept[text(1)].sum())
		}
	}
}

func inChannels() {
	c := make(chan row[[40]*int], 3)
	strings := make(chan string, 2)
	whole := make(chan map[string]*int, 1)
	for i := range 3 {
		c <- forty(i)
		tidy()
	}
	strings <- text(4)
	strings <- text(5)
	whole <- map[string]*int{text(1): number(1), text(2): number(2)}
	tidy()
	fmt.Println((<-c).sum(), <-strings, (<-c).sum(), (<-c).sum(), <-strings)
	m := <-whole
	tidy()
	fmt.Println(*m[text(1)], *m[text(2)])
	var wg sync.WaitGroup
	sent := make(chan row[[15]*int])
	for i := range 3 {
		wg.Go(func() { sent <- fifteen(i) })
	}
	runtime.Gosched()
	tidy()
	total := 0
	for range 3 {
		total += (<-sent).sum()
	}
	wg.Wait()
	fmt.Println("sent", total)
}

func inCalls(depth int, h row[[2]*int], rest ...*int) (total int) {
	kept := number(depth)
	defer func(p *int, all []*int) {
		tidy()
		total += *p + *kept
		for _, p := range all {
			total += *p
		}
	}(number(depth*3), rest)
	if depth == 0 {
		tidy()
		return h.sum()
	}
	return inCalls(depth-1, two(depth), append(rest, number(depth))...) + h.sum()
}

func inClosures() {
	var all []func() int
	for i := range 4 {
		p, m := number(i), map[int]*int{i: number(10 * i)}
		all = append(all, func() int { *p++; return *p + *m[i] }, triple(i).sum)
	}
	tidy()
	total := 0
	for range 2 {
		for _, f := range all {
			total = total*3 + f()
			tidy()
		}
	}
	fmt.Println("closures", total)
}

func inPanics() {
	defer func() {
		tidy()
		fmt.Println("recovered", *recover().(*int))
	}()
	defer tidy()
	panic(number(17))
}

func inOthers() {
	values := []any{single(1), triple(2), two(3), sixteen(4), forty(5), many(6), text(7), number(8), [3]*int{2: number(9)}}
	tidy()
	for _, v := range values {
		switch v := v.(type) {
		case holder:
			fmt.Print(v.sum(), " ")
		case string:
			fmt.Print(v, " ")
		case *int:
			fmt.Print(*v, " ")
		case [3]*int:
			fmt.Println(*v[2])
		}
	}
	var ring *pair[*int, any]
	for i := range 5 {
		ring = &pair[*int, any]{number(i), ring}
		tidy()
	}
	for ; ring != nil; ring, _ = ring.b.(*pair[*int, any]) {
		fmt.Print(*ring.a, " ")
	}
	ctx := context.WithValue(context.Background(), "k", number(3))
	ctx, cancel := context.WithCancelCause(ctx)
	cancel(fmt.Errorf("cause %s", text(2)))
	tidy()
	fmt.Println(*ctx.Value("k").(*int), context.Cause(ctx))
	var shared sync.Map
	for i := range 20 {
		shared.Store(text(i), number(i))
	}
	tidy()
	total := 0
	shared.Range(func(_, v any) bool { total += *v.(*int); return true })
	words := strings.Fields(strings.Repeat(text(3)+" ", 30))
	tidy()
	sort.Strings(words)
	inside := words[7][1:3]
	words = nil
	tidy()
	fmt.Println(total, inside)
	grown := []row[[2]*int](nil)
	for i := range 40 {
		grown = append(grown, two(i))
		if i%8 == 0 {
			tidy()
		}
	}
	last := grown[30:31:31]
	grown = nil
	tidy()
	fmt.Println(last[0].sum())
	made := forty(2)
	tail := &made.all
	middle := tail[20:22]
	tail = nil
	tidy()
	fmt.Println(*middle[1])
}

func main() {
	inMaps(7)
	inMaps(8)
	inMaps(20)
	inChannels()
	fmt.Println(inCalls(6, two(1), number(1)))
	inClosures()
	inPanics()
	inOthers()
}
