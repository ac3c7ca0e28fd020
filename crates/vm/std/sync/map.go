package sync

import (
	isync "internal/sync"
	"sync/atomic"
)

// A Map is a map that goroutines may use at the same time; each operation happens at one instant.
type Map struct {
	_ noCopy
	m hashTrieMap
}

// hashTrieMap shows what is in Go's; root has what is in this one.
type hashTrieMap struct {
	inited atomic.Uint32
	initMu isync.Mutex
	root   struct {
		_ [0]*hashTrieMap
		_ noCopy
		v *map[any]any
	}
	keyHash, valEqual func()
	seed              uintptr
}

// Load returns the value of key and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	atomic.Instant()
	if all := m.m.root.v; all != nil {
		value, ok = (*all)[key]
	}
	return value, ok
}

// Store sets the value of key.
func (m *Map) Store(key, value any) {
	_ = *m
	m.Swap(key, value)
}

// Clear removes everything.
func (m *Map) Clear() {
	atomic.Instant()
	m.m.root.v = nil
}

// LoadOrStore returns the value of key, which it sets when there is none; loaded tells whether there was one.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	atomic.Instant()
	all := m.m.root.v
	if all == nil {
		m.m.root.v = &map[any]any{key: value}
		return value, false
	}
	if actual, loaded = (*all)[key]; loaded {
		return actual, true
	}
	(*all)[key] = value
	return value, false
}

// LoadAndDelete removes key and returns its value.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	atomic.Instant()
	if all := m.m.root.v; all != nil {
		value, loaded = (*all)[key]
		delete(*all, key)
	}
	return value, loaded
}

// Delete removes key.
func (m *Map) Delete(key any) {
	_ = *m
	m.LoadAndDelete(key)
}

// Swap sets the value of key and returns the one before.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	atomic.Instant()
	all := m.m.root.v
	if all == nil {
		m.m.root.v = &map[any]any{key: value}
		return nil, false
	}
	previous, loaded = (*all)[key]
	(*all)[key] = value
	return previous, loaded
}

// CompareAndSwap sets the value of key to new if it is old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	atomic.Instant()
	all := m.m.root.v
	if all == nil {
		return false
	}
	if value, ok := (*all)[key]; !ok || value != old {
		return false
	}
	(*all)[key] = new
	return true
}

// CompareAndDelete removes key if its value is old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	atomic.Instant()
	all := m.m.root.v
	if all == nil {
		return false
	}
	if value, ok := (*all)[key]; !ok || value != old {
		return false
	}
	delete(*all, key)
	return true
}

// Range calls f for the entries until it returns false, at most once for each key: what is stored meanwhile is missed.
func (m *Map) Range(f func(key, value any) bool) {
	atomic.Instant()
	all := m.m.root.v
	if all == nil {
		return
	}
	keys := make([]any, 0, len(*all))
	for key := range *all {
		keys = append(keys, key)
	}
	for _, key := range keys {
		if value, ok := m.Load(key); ok && !f(key, value) {
			return
		}
	}
}
