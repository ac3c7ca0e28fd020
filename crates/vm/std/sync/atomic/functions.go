// Package atomic reads and writes memory at one instant, in the order of virtual time.
package atomic

// Instant makes what follows, up to the next call or loop, happen at one instant of virtual time.
func Instant()

// LoadInt32 returns *addr.
func LoadInt32(addr *int32) (val int32)

// StoreInt32 sets *addr.
func StoreInt32(addr *int32, val int32)

// AddInt32 adds delta to *addr and returns the sum.
func AddInt32(addr *int32, delta int32) (new int32)

// SwapInt32 sets *addr and returns what it was.
func SwapInt32(addr *int32, new int32) (old int32)

// CompareAndSwapInt32 sets *addr to new if it is old.
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool)

// AndInt32 keeps the bits of mask in *addr and returns what it was.
func AndInt32(addr *int32, mask int32) (old int32)

// OrInt32 sets the bits of mask in *addr and returns what it was.
func OrInt32(addr *int32, mask int32) (old int32)

// LoadInt64 returns *addr.
func LoadInt64(addr *int64) (val int64)

// StoreInt64 sets *addr.
func StoreInt64(addr *int64, val int64)

// AddInt64 adds delta to *addr and returns the sum.
func AddInt64(addr *int64, delta int64) (new int64)

// SwapInt64 sets *addr and returns what it was.
func SwapInt64(addr *int64, new int64) (old int64)

// CompareAndSwapInt64 sets *addr to new if it is old.
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool)

// AndInt64 keeps the bits of mask in *addr and returns what it was.
func AndInt64(addr *int64, mask int64) (old int64)

// OrInt64 sets the bits of mask in *addr and returns what it was.
func OrInt64(addr *int64, mask int64) (old int64)

// LoadUint32 returns *addr.
func LoadUint32(addr *uint32) (val uint32)

// StoreUint32 sets *addr.
func StoreUint32(addr *uint32, val uint32)

// AddUint32 adds delta to *addr and returns the sum.
func AddUint32(addr *uint32, delta uint32) (new uint32)

// SwapUint32 sets *addr and returns what it was.
func SwapUint32(addr *uint32, new uint32) (old uint32)

// CompareAndSwapUint32 sets *addr to new if it is old.
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool)

// AndUint32 keeps the bits of mask in *addr and returns what it was.
func AndUint32(addr *uint32, mask uint32) (old uint32)

// OrUint32 sets the bits of mask in *addr and returns what it was.
func OrUint32(addr *uint32, mask uint32) (old uint32)

// LoadUint64 returns *addr.
func LoadUint64(addr *uint64) (val uint64)

// StoreUint64 sets *addr.
func StoreUint64(addr *uint64, val uint64)

// AddUint64 adds delta to *addr and returns the sum.
func AddUint64(addr *uint64, delta uint64) (new uint64)

// SwapUint64 sets *addr and returns what it was.
func SwapUint64(addr *uint64, new uint64) (old uint64)

// CompareAndSwapUint64 sets *addr to new if it is old.
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool)

// AndUint64 keeps the bits of mask in *addr and returns what it was.
func AndUint64(addr *uint64, mask uint64) (old uint64)

// OrUint64 sets the bits of mask in *addr and returns what it was.
func OrUint64(addr *uint64, mask uint64) (old uint64)

// LoadUintptr returns *addr.
func LoadUintptr(addr *uintptr) (val uintptr)

// StoreUintptr sets *addr.
func StoreUintptr(addr *uintptr, val uintptr)

// AddUintptr adds delta to *addr and returns the sum.
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr)

// SwapUintptr sets *addr and returns what it was.
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr)

// CompareAndSwapUintptr sets *addr to new if it is old.
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool)

// AndUintptr keeps the bits of mask in *addr and returns what it was.
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr)

// OrUintptr sets the bits of mask in *addr and returns what it was.
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr)
