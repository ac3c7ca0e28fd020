package main

import (
	"fmt"
	"sync"
)

type Cache[K comparable, V any] struct {
	mu    sync.Mutex
	cap   int
	items map[K]*node[K, V]
	head  *node[K, V]
	tail  *node[K, V]
	stats struct{ hits, misses, evicted int }
}

type node[K comparable, V any] struct {
	key        K
	val        V
	prev, next *node[K, V]
}

func NewCache[K comparable, V any](cap int) *Cache[K, V] {
	c := &Cache[K, V]{cap: cap, items: make(map[K]*node[K, V], cap)}
	c.head, c.tail = new(node[K, V]), new(node[K, V])
	c.head.next, c.tail.prev = c.tail, c.head
	return c
}

func (c *Cache[K, V]) unlink(n *node[K, V]) { n.prev.next, n.next.prev = n.next, n.prev }
func (c *Cache[K, V]) front(n *node[K, V]) {
	n.prev, n.next = c.head, c.head.next
	n.prev.next, n.next.prev = n, n
}

func (c *Cache[K, V]) Get(k K, load func(K) (V, error)) (V, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n, ok := c.items[k]; ok {
		c.stats.hits++
		c.unlink(n)
		c.front(n)
		return n.val, nil
	}
	c.stats.misses++
	v, err := load(k)
	if err != nil {
		var zero V
		return zero, fmt.Errorf("load %v: %w", k, err)
	}
	if len(c.items) >= c.cap {
		last := c.tail.prev
		c.unlink(last)
		delete(c.items, last.key)
		c.stats.evicted++
	}
	n := &node[K, V]{key: k, val: v}
	c.items[k] = n
	c.front(n)
	return v, nil
}

type point struct{ x, y int8 }

func main() {
	c := NewCache[point, string](2)
	load := func(p point) (string, error) {
		if p.x < 0 {
			return "?", fmt.Errorf("negative: %+v", p)
		}
		return fmt.Sprintf("(%d;%d)", p.x, p.y), nil
	}
	for _, p := range []point{{1, 2}, {3, 4}, {1, 2}, {5, 6}, {3, 4}, {-1, 0}} {
		v, err := c.Get(p, load)
		fmt.Printf("%q %v\n", v, err)
	}
	fmt.Printf("%+v %T\n", c.stats, c)
	var wg sync.WaitGroup
	ints := NewCache[int, int](10)
	for i := range 50 {
		wg.Go(func() { ints.Get(i%7, func(k int) (int, error) { return k * k, nil }) })
	}
	wg.Wait()
	fmt.Println(ints.stats.hits, ints.stats.misses, len(ints.items))
}
