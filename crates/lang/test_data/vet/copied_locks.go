package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type Account struct {
	mu      sync.Mutex
	balance int
}

type Bank struct {
	accounts [2]Account
}

type Hits struct{ n atomic.Int64 }

type spin struct{ held bool }

func (s *spin) Lock()   { s.held = true }
func (s *spin) Unlock() { s.held = false }

func byValue(mu sync.Mutex)                  {}
func (a Account) get() int                   { return a.balance }
func work(id int, wg sync.WaitGroup)         { wg.Done() }
func two(a, b *Account, c, d Account)        {}
func many(list ...Account)                   {}
func result() (a Account)                    { return a }
func generic[T any](x T)                     {}
func pair() (sync.Mutex, int)                { return sync.Mutex{}, 1 }
func hits(h Hits, o sync.Once, m sync.Map)   {}
func more(c sync.Cond, p sync.Pool, rw sync.RWMutex, v atomic.Value) {}

func main() {
	var a Account
	b := a
	c := Account{}
	var d = a
	var e, f = a, 1
	b = *&a
	_ = a
	byValue(a.mu)
	fmt.Println(a, &a, f, e.balance, d.balance)
	list := []Account{a, {}}
	for i, x := range list {
		_, _ = i, x.balance
	}
	for _, x := range [...]Bank{{}} {
		_ = x.accounts[0].balance
	}
	var y Account
	for _, y = range list {
	}
	m := map[string]Account{"a": a, "b": {}}
	for k := range m {
		b = m[k]
	}
	p := &a
	c = *p
	g := list[0]
	take := func(x Account) {}
	take(g)
	ch := make(chan Account, 1)
	ch <- a
	h := <-ch
	var s spin
	t := s
	var wg sync.WaitGroup
	go work(1, wg)
	generic(a)
	mu, n := pair()
	bank := struct {
		a Account
		n int
	}{a: a}
	once := sync.Once{}
	once2 := once
	var i any = a
	j := i.(Account)
	new := func(x any) any { return x }
	new(a)
	q := result()
	r := *getp()
	takeMutex := func(m sync.Mutex) {}
	defer takeMutex(mu)
	for z := a; ; {
		_ = z.balance
		break
	}
	for mu := (sync.Mutex{}); n < 2; n++ {
		_ = &mu
	}
	println(len(list), cap(list), y.balance, c.balance, h.balance, t.held, n, bank.n, j.balance, q.balance, r.balance, b.balance)
	_ = once2
	many(list...)
	var arr [2]sync.Mutex
	arr2 := arr
	_ = arr2
	x := append(list, a)
	_ = x
	if k := a; k.balance > 0 {
	}
	switch k := i.(type) {
	case Account:
		_ = k
	}
}

func getp() *Account { return &Account{} }
