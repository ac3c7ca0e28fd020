// Small programs as people write them: shapes, matrices, trees, a cache.
package main

import (
	"fmt"
	"os"
	"strings"
)

type Shape interface {
	Area() float64
	Perimeter() float64
}
type Rect struct{ W, H float64 }

func (r Rect) Area() float64      { return r.W * r.H }
func (r Rect) Perimeter() float64 { return 2 * (r.W + r.H) }

type Matrix [][]float64

func (m Matrix) Mul(n Matrix) (out Matrix, err error) {
	if len(m[0]) != len(n) {
		return nil, fmt.Errorf("dim mismatch %dx%d * %dx%d", len(m), len(m[0]), len(n), len(n[0]))
	}
	out = make(Matrix, len(m))
	for i := range out {
		out[i] = make([]float64, len(n[0]))
		for j := range out[i] {
			for k := range n {
				out[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return
}

type State int

const (
	Idle State = iota
	Running
	Stopped
)

//go:generate stringer
var names = [...]string{Idle: "idle", Running: "running", Stopped: "stopped"}

func (s State) String() string { return names[s] }

type Visitor func(depth int, n *Node) bool
type Node struct {
	Name     string
	Children []*Node
	parent   *Node
}

func (n *Node) Add(names ...string) *Node {
	for _, nm := range names {
		n.Children = append(n.Children, &Node{Name: nm, parent: n})
	}
	return n
}
func (n *Node) Walk(v Visitor) {
	var rec func(int, *Node)
	rec = func(d int, n *Node) {
		if !v(d, n) {
			return
		}
		for _, c := range n.Children {
			rec(d+1, c)
		}
	}
	rec(0, n)
}
func (n *Node) Path() string {
	if n.parent == nil {
		return n.Name
	}
	return n.parent.Path() + "/" + n.Name
}

type lru struct {
	cap   int
	order []string
	m     map[string]int
}

func (l *lru) get(k string) (v int, ok bool) {
	if v, ok = l.m[k]; ok {
		l.touch(k)
	}
	return
}
func (l *lru) touch(k string) {
	for i, o := range l.order {
		if o == k {
			l.order = append(l.order[:i], l.order[i+1:]...)
			break
		}
	}
	l.order = append(l.order, k)
}
func (l *lru) put(k string, v int) {
	if _, ok := l.m[k]; !ok && len(l.m) == l.cap {
		delete(l.m, l.order[0])
		l.order = l.order[1:]
	}
	l.m[k] = v
	l.touch(k)
}

func main() {
	shapes := []Shape{Rect{2, 3}, &Rect{4, 5}}
	for i, s := range shapes {
		fmt.Printf("%d %T %.2f %.2f %v\n", i, s, s.Area(), s.Perimeter(), s)
	}
	m := Matrix{{1, 2}, {3, 4}}
	p, err := m.Mul(Matrix{{0, 1}, {1, 0}})
	fmt.Println(p, err)
	_, err = m.Mul(Matrix{{1}})
	fmt.Println(err)
	fmt.Println(Idle, Running, []State{Stopped}, map[State]bool{Running: true})
	fmt.Printf("%d %s %v %+v %q\n", Running, Running, struct{ S State }{Stopped}, struct{ S State }{Stopped}, Idle)
	root := (&Node{Name: "root"}).Add("a", "b")
	root.Children[0].Add("a1", "a2")
	root.Walk(func(d int, n *Node) bool {
		fmt.Println(strings.Repeat("  ", d)+n.Name, n.Path())
		return n.Name != "b"
	})
	l := &lru{cap: 2, m: map[string]int{}}
	l.put("a", 1)
	l.put("b", 2)
	l.get("a")
	l.put("c", 3)
	_, ok := l.get("b")
	fmt.Println(l.order, l.m, ok)
	wc := map[string]int{}
	for _, w := range strings.Fields("the quick the lazy the dog lazy") {
		wc[strings.ToLower(w)]++
	}
	fmt.Println(wc)
	defer fmt.Println("exit deferred", len(os.Args) > 0)
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered:", r)
			panic(fmt.Sprintf("again: %v", r))
		}
	}()
	fmt.Println(State(7))
}
