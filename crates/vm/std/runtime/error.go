package runtime

// Error is a panic that the runtime raises.
type Error interface {
	error
	RuntimeError()
}

// errorString is a fault whose text begins with "runtime error: ".
type errorString string

func (errorString) RuntimeError() {}

func (e errorString) Error() string { return "runtime error: " + string(e) }

// boundsError is a fault of an index, of slice bounds or of a length.
type boundsError string

func (boundsError) RuntimeError() {}

func (e boundsError) Error() string { return "runtime error: " + string(e) }

// plainError is a fault whose text stands alone.
type plainError string

func (plainError) RuntimeError() {}

func (e plainError) Error() string { return string(e) }

// A TypeAssertionError tells of a failed type assertion.
type TypeAssertionError struct{ text string }

// RuntimeError marks it as a fault of the program.
func (*TypeAssertionError) RuntimeError() {}

// Error returns which types do not fit.
func (e *TypeAssertionError) Error() string { return e.text }

// A PanicNilError is what panic(nil) panics with.
type PanicNilError struct{ _ [0]func() }

// RuntimeError marks it as a fault of the program.
func (*PanicNilError) RuntimeError() {}

// Error returns what happened.
func (*PanicNilError) Error() string { return "runtime error: panic called with nil argument" }
