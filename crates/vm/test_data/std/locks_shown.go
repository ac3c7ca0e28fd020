package main

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type account struct {
	mu      sync.Mutex
	readers sync.RWMutex
	wg      sync.WaitGroup
	once    sync.Once
	balance atomic.Int64
	count   atomic.Uint32
	open    atomic.Bool
}

func main() {
	a := &account{}
	a.balance.Add(7)
	a.count.Store(3)
	a.open.Store(true)
	fmt.Printf("%v\n%+v\n", a, a)
	fmt.Printf("%#v\n%#v\n%#v\n", &a.mu, &a.readers, &a.wg)
	fmt.Printf("%T %T %v\n", a.mu.Lock, &a.balance, sync.OnceFunc(func() {}) != nil)
	fmt.Println(&sync.Map{} != nil, &struct{ sync.Locker }{&a.mu} != nil)

	timer, ticker := time.NewTimer(time.Hour), time.NewTicker(time.Hour)
	timer.C, ticker.C = nil, nil
	fmt.Printf("%v %+v %#v\n%v %+v %#v\n", timer, timer, timer, ticker, *ticker, ticker)
	fmt.Printf("%v %+v\n", time.Timer{}, struct{ t *time.Timer }{})
	var text strings.Builder
	fmt.Printf("%v %+v %#v %d\n", text, struct{ b *strings.Builder }{}, text, text)
	text.WriteString("ab")
	shown := fmt.Sprint(text)
	fmt.Println(strings.HasPrefix(shown, "{0x"), strings.HasSuffix(shown, " [97 98]}"))
	fmt.Printf("%t %T %v\n", strings.HasPrefix(fmt.Sprintf("%#v", text), "strings.Builder{addr:(*strings.Builder)(0x"), text, uintptr(10))
}
