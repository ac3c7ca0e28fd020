//! Runs a compiled program: values, heap, standard packages; every goroutine is a task of sched.
