// Range of a sync.Map shows a key once, also one that is removed and comes back meanwhile.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var m sync.Map
	for i := range 100 {
		m.Store(i, i)
	}
	seen := map[any]int{}
	m.Range(func(key, value any) bool {
		seen[key]++
		for i := range 100 {
			m.Delete(i)
		}
		for i := range 100 {
			m.Store(99-i, -i)
		}
		return true
	})
	most := 0
	for _, times := range seen {
		most = max(most, times)
	}
	fmt.Println("at most", most)
}
