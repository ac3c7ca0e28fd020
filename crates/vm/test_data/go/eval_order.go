// Calls in an expression happen in their order; parallel assignment evaluates first, then assigns left to right.
package main

import "fmt"

func t(s string, n int) int { fmt.Print(s, " "); return n }

type obj struct{ log []string }

func (o *obj) add(s string) *obj { o.log = append(o.log, s); return o }

func two() (int, int) { fmt.Print("two "); return 1, 2 }

func main() {
	a := []int{t("a", 0), t("b", 1), t("c", 2)}
	a[t("i", 0)], a[t("j", 1)] = t("x", 10), t("y", 20)
	fmt.Println(a)
	m := map[int]int{t("k1", 1): t("v1", 1), t("k2", 2): t("v2", 2)}
	m[t("m", 1)] += t("add", 5)
	fmt.Println(m)
	i := 0
	i, a[i] = 1, 99
	fmt.Println(i, a)
	a[0], a[1], a[2] = a[2], a[0], a[1]
	fmt.Println(a)
	fmt.Println(t("p", 1)+t("q", 2)*t("r", 3), t("s", 0) == 1 && t("no", 1) == 1, t("u", 1) == 1 || t("no", 1) == 1)
	o := &obj{}
	o.add("1").add("2").add(fmt.Sprint(len(o.log)))
	fmt.Println(o.log)
	x, y := two()
	x, y = y, x
	fmt.Println(x, y)
	f := func(v ...int) int { fmt.Print("f", len(v), " "); return len(v) }
	fmt.Println(f(t("1", 1), f(), f(t("2", 2))))
	p := &a[0]
	a = []int{7, 8, 9}
	*p = 5
	fmt.Println(a, *p)
	var arr [3]int
	j := 0
	arr[j], j = 5, 2
	fmt.Println(arr, j)
	for i, arr[i] = range []int{4, 5, 6} {
	}
	fmt.Println(i, arr)
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		if i == 0 {
			s[1] = 50
		}
	}
	fmt.Println(s)
	k := 1
	k, s[k] = s[k], k
	fmt.Println(k, s)
	var e any = t("iface", 3)
	n, ok := e.(int)
	fmt.Println(n, ok)
	_, _ = t("blank1", 1), t("blank2", 2)
	_ = t("blank3", 3)
	fmt.Println()
	switch t("tag", 2) {
	case t("c1", 1), t("c2", 2), t("c3", 3):
		fmt.Println("hit")
	}
	defer fmt.Println("deferred", t("now", 1))
	go func(int) {}(t("go", 1))
	type st struct{ a, b int }
	fmt.Println(st{b: t("fb", 2), a: t("fa", 1)}, [...]int{2: t("e2", 2), 0: t("e0", 0)})
	c := make(chan int, 1)
	c <- t("sent", 4)
	fmt.Println(<-c + t("after", 1))
	func() {
		defer func() { fmt.Println(recover(), a) }()
		var nm map[string]int
		a[0], nm["x"], a[1] = 100, t("val", 1), 200
	}()
	func() {
		defer func() { fmt.Println(recover(), a) }()
		idx := 10
		a[0], a[idx] = 1, t("rhs", 2)
	}()
}
