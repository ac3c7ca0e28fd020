package errors

// Join returns an error that wraps those of errs that are not nil, or nil when there are none. Its text is theirs, one a
// line.
func Join(errs ...error) error {
	n := 0
	for _, e := range errs {
		if e != nil {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	present := make([]error, 0, n)
	for _, e := range errs {
		if e != nil {
			present = append(present, e)
		}
	}
	return &joinError{errs: present}
}

type joinError struct{ errs []error }

func (e *joinError) Error() string {
	text := e.errs[0].Error()
	for _, err := range e.errs[1:] {
		text += "\n" + err.Error()
	}
	return text
}

func (e *joinError) Unwrap() []error { return e.errs }
