//procs:1

package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

type svc struct {
	sync.Mutex
	name string
	sub  *svc
}

func (s *svc) run(n int)        { fmt.Println(s.sub.name, n) }
func (s svc) val(n int) string  { return s.sub.name }
func gen[T any](v T, f func(T)) { f(v) }

type runner interface{ run(int) }
type wrap struct{ *svc }

func stack() {
	for _, l := range strings.Split(string(debug.Stack()), "\n") {
		if !strings.HasPrefix(l, "\t") && l != "" {
			if i := strings.LastIndex(l, "("); i > 0 {
				l = l[:i]
			}
			fmt.Println("  ", l)
		}
	}
}

func protect(what string, wg *sync.WaitGroup, f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() {
			fmt.Println(what, recover())
			stack()
		}()
		f()
	}()
	wg.Wait()
}

func main() {
	var wg sync.WaitGroup
	s := &svc{}
	protect("method", &wg, func() { s.run(1) })
	protect("value", &wg, func() { s.val(1) })
	protect("iface", &wg, func() { var r runner = wrap{s}; r.run(2) })
	protect("method value", &wg, func() { f := s.run; f(3) })
	protect("method expr", &wg, func() { (*svc).run(s, 4) })
	protect("generic", &wg, func() { gen(s, func(s *svc) { s.run(5) }) })
	protect("promoted nil", &wg, func() { var w wrap; w.run(6) })
	protect("nil value", &wg, func() { var p *svc; p.val(7) })
	protect("deferred", &wg, func() { defer s.run(8) })
	protect("deferred unlock", &wg, func() { s.Lock(); defer s.Unlock(); defer stack(); panic("x") })
	protect("nested", &wg, func() {
		for i := range 2 {
			func() {
				defer func() {
					if i == 1 {
						func() { panic(fmt.Sprint("inner ", recover())) }()
					}
					recover()
				}()
				panic(i)
			}()
		}
	})
	go wrap{&svc{sub: s}}.run(9)
	time.Sleep(time.Millisecond)
	fmt.Fprintln(os.Stderr, "now")
	go s.run(10)
	time.Sleep(time.Millisecond)
}
