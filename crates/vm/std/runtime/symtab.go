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
