package debug

// SetMaxThreads sets how many threads the program may have and returns the number before. One thread more is a fatal
// error.
func SetMaxThreads(threads int) int { return setMaxThreads(threads) }

func setMaxThreads(threads int) int
