//! The simulated Go scheduler: what a goroutine asks for, and when it gets it.
