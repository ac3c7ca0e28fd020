package atomic

// What Go's package has besides.
//gopark:lacks CompareAndSwapPointer LoadPointer StorePointer SwapPointer
