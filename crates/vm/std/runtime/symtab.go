package runtime

// A Func is a function of the program.
type Func struct {
	name  string
	entry uintptr
}

// FuncForPC returns the function that holds address pc; nil when there is none.
func FuncForPC(pc uintptr) *Func {
	name, _, _, entry := symbol(pc)
	if name == "" {
		return nil
	}
	return &Func{name, entry}
}

// Name returns the name of the function with its package.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.name
}

// Entry returns the address of the function's first instruction.
func (f *Func) Entry() uintptr { return f.entry }

// FileLine returns the place of address pc, which is in the function.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	_, file, line, _ = symbol(pc)
	return file, line
}

// Callers fills pc with the return addresses of the calls on the goroutine's stack and returns how many; with skip 0 the
// first is that of Callers itself, with 1 that of its caller.
func Callers(skip int, pc []uintptr) int {
	all := callers()
	if skip > len(all) {
		return 0
	}
	return copy(pc, all[max(skip, 0):])
}

// Caller returns the place of the skip-th caller above the caller of Caller.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	all := callers()
	if skip < 0 || skip+1 >= len(all) {
		return 0, "", 0, false
	}
	pc = all[skip+1]
	_, file, line, _ = symbol(pc)
	return pc, file, line, true
}

// A Frame is a call on a stack.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames are the calls of a stack, one after another.
type Frames struct{ callers []uintptr }

// CallersFrames prepares what Callers returned to be looked at.
func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next call, and whether there are more.
func (ci *Frames) Next() (frame Frame, more bool) {
	for len(ci.callers) > 0 {
		pc := ci.callers[0]
		ci.callers = ci.callers[1:]
		if name, file, line, entry := symbol(pc); name != "" {
			return Frame{pc - 1, &Func{name, entry}, name, file, line, entry}, len(ci.callers) > 0
		}
	}
	return Frame{}, false
}

func callers() []uintptr

func symbol(pc uintptr) (name, file string, line int, entry uintptr)

// A StackRecord is the stack of a goroutine.
type StackRecord struct{ Stack0 [32]uintptr }

// Stack returns the return addresses of the calls on it.
func (r *StackRecord) Stack() []uintptr {
	for i, pc := range r.Stack0 {
		if pc == 0 {
			return r.Stack0[:i]
		}
	}
	return r.Stack0[:]
}

// GoroutineProfile fills p with the stacks of all goroutines, the caller's first, if there is room for them, and returns how many
// there are.
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	stopTheWorld()
	n = NumGoroutine()
	if n > len(p) {
		return n, false
	}
	packed, _ := goroutineStacks(false)
	for i := 0; len(packed) > 0 && i < len(p); i++ {
		clear(p[i].Stack0[:])
		copy(p[i].Stack0[:], packed[1:1+packed[0]])
		packed = packed[1+packed[0]:]
	}
	return n, true
}

// goroutineStacks returns the stacks of goroutines, of each the number of addresses and then those; and their labels.
func goroutineStacks(onlyLeaked bool) ([]uintptr, string)
