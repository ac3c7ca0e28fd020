package fmt

import "errors"

// Errorf returns an error with the text that format says; it wraps the operands of %w.
func Errorf(format string, a ...any) (err error) {
	p := newPrinter()
	defer p.free()
	p.isErrorf = true
	p.printf(format, a)
	text := string(p.buf)
	if len(p.wraps) == 0 {
		return errors.New(text)
	}
	if len(p.wraps) == 1 {
		err, _ := a[p.wraps[0]].(error)
		return &wrapError{msg: text, err: err}
	}
	var errs []error
	for i, v := range a {
		if err, ok := v.(error); ok && p.isWrapped(i) {
			errs = append(errs, err)
		}
	}
	return &wrapErrors{msg: text, errs: errs}
}

func (p *printer) isWrapped(i int) bool {
	for _, w := range p.wraps {
		if w == i {
			return true
		}
	}
	return false
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }

func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string { return e.msg }

func (e *wrapErrors) Unwrap() []error { return e.errs }
