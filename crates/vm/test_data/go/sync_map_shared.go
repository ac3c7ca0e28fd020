// A sync.Map that all use at once is never told to be used wrongly.
package main

import (
	"fmt"
	"sync"
)

func main() {
	const size = 64
	var m sync.Map
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			for i := range 40 {
				for n := 1 + g; n <= size; n += 3 {
					switch (n + i) % 4 {
					case 0:
						m.Swap(n, n*i)
					case 1:
						m.Store(n, n)
					case 2:
						m.LoadOrStore(n, n)
					default:
						m.Load(n)
					}
				}
				m.Range(func(key, value any) bool { return value.(int)%key.(int) == 0 })
			}
		})
	}
	wg.Wait()
	count := 0
	m.Range(func(key, value any) bool {
		count++
		return true
	})
	fmt.Println("keys:", count)
}
