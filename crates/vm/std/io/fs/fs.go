// Package fs has what errors of files and the modes of files are.
package fs

import "internal/oserror"

// Kinds of errors of files, for errors.Is.
var (
	ErrInvalid    = oserror.ErrInvalid
	ErrPermission = oserror.ErrPermission
	ErrExist      = oserror.ErrExist
	ErrNotExist   = oserror.ErrNotExist
	ErrClosed     = oserror.ErrClosed
)

// A PathError tells of a failed operation on a file.
type PathError struct {
	Op   string
	Path string
	Err  error
}

// Error returns the operation, the path and what is wrong.
func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }

// Unwrap returns what is wrong.
func (e *PathError) Unwrap() error { return e.Err }

// Timeout reports whether the operation took too long.
func (e *PathError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// A FileMode is what a file is and who may do what with it; the simulated disk cares for neither.
type FileMode uint32

// Bits of a mode.
const (
	ModeDir FileMode = 1 << (31 - iota)
	ModeAppend
	ModeExclusive
	ModeTemporary
	ModeSymlink
	ModeDevice
	ModeNamedPipe
	ModeSocket
	ModeSetuid
	ModeSetgid
	ModeCharDevice
	ModeSticky
	ModeIrregular

	ModeType = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular

	ModePerm FileMode = 0o777
)

// String returns a letter for each bit, as ls -l does.
func (m FileMode) String() string {
	text := ""
	for i, letter := range "dalTLDpSugct?" {
		if m&(1<<(31-i)) != 0 {
			text += string(letter)
		}
	}
	if text == "" {
		text = "-"
	}
	for i, letter := range "rwxrwxrwx" {
		if m&(1<<(8-i)) == 0 {
			letter = '-'
		}
		text += string(letter)
	}
	return text
}

// IsDir reports whether it is a folder.
func (m FileMode) IsDir() bool { return m&ModeDir != 0 }

// IsRegular reports whether it is a plain file.
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }

// Perm returns who may do what.
func (m FileMode) Perm() FileMode { return m & ModePerm }

// Type returns what it is.
func (m FileMode) Type() FileMode { return m & ModeType }
