package sync

import "sync/atomic"

// A Map is a map that goroutines may use at the same time; each operation happens at one instant.
type Map struct{ m map[any]any }

// Load returns the value of key and whether there is one.
func (m *Map) Load(key any) (value any, ok bool) {
	atomic.Instant()
	value, ok = m.m[key]
	return value, ok
}

// Store sets the value of key.
func (m *Map) Store(key, value any) { m.Swap(key, value) }

// Clear removes everything.
func (m *Map) Clear() {
	atomic.Instant()
	m.m = nil
}

// LoadOrStore returns the value of key, which it sets when there is none; loaded tells whether there was one.
func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	atomic.Instant()
	if actual, loaded = m.m[key]; loaded {
		return actual, true
	}
	if m.m == nil {
		m.m = map[any]any{}
	}
	m.m[key] = value
	return value, false
}

// LoadAndDelete removes key and returns its value.
func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	atomic.Instant()
	value, loaded = m.m[key]
	delete(m.m, key)
	return value, loaded
}

// Delete removes key.
func (m *Map) Delete(key any) { m.LoadAndDelete(key) }

// Swap sets the value of key and returns the one before.
func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	atomic.Instant()
	previous, loaded = m.m[key]
	if m.m == nil {
		m.m = map[any]any{}
	}
	m.m[key] = value
	return previous, loaded
}

// CompareAndSwap sets the value of key to new if it is old.
func (m *Map) CompareAndSwap(key, old, new any) (swapped bool) {
	atomic.Instant()
	if value, ok := m.m[key]; !ok || value != old {
		return false
	}
	m.m[key] = new
	return true
}

// CompareAndDelete removes key if its value is old.
func (m *Map) CompareAndDelete(key, old any) (deleted bool) {
	atomic.Instant()
	if value, ok := m.m[key]; !ok || value != old {
		return false
	}
	delete(m.m, key)
	return true
}

// Range calls f for the entries until it returns false. What is stored meanwhile may be missed.
func (m *Map) Range(f func(key, value any) bool) {
	atomic.Instant()
	for key := range m.m {
		if value, ok := m.Load(key); ok && !f(key, value) {
			return
		}
	}
}
