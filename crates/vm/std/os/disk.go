package os

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
)

// How OpenFile opens a file.
const (
	O_RDONLY = 0x0
	O_WRONLY = 0x1
	O_RDWR   = 0x2
	O_APPEND = 0x400
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_SYNC   = 0x101000
	O_TRUNC  = 0x200
)

// A FileMode is who may do what with a file, which the simulated disk does not care about.
type FileMode = fs.FileMode

// latency returns how many nanoseconds the disk takes for a call, during which its thread waits: the environment variable
// GOPARK_DISK_LATENCY, or 100 µs.
func latency() int64 {
	if s, ok := LookupEnv("GOPARK_DISK_LATENCY"); ok {
		if ns := duration(s); ns >= 0 {
			return ns
		}
	}
	return 100_000
}

// duration returns a number of ns, us, ms or s in nanoseconds, or -1.
func duration(s string) int64 {
	n, i := int64(0), 0
	for ; i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9'; i++ {
		n = n*10 + int64(s[i]-'0')
	}
	if i > 0 {
		switch s[i:] {
		case "ns":
			return n
		case "us", "µs":
			return n * 1e3
		case "ms":
			return n * 1e6
		case "s":
			return n * 1e9
		}
	}
	return -1
}

// Open opens a file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create creates a file, or empties it.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0o666) }

// OpenFile opens a file as flag says.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	fd, errno := open(from(name), flag, latency())
	if errno != 0 {
		return nil, &PathError{"open", name, syscall.Errno(errno)}
	}
	return &File{fd: fd, name: name, append: flag&O_APPEND != 0}, nil
}

// ReadFile returns what is in a file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	size, _, _ := stat(from(name), 0)
	data := make([]byte, 0, size+512)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		} else if err != nil {
			return data, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// WriteFile writes data to a file, which is created when it is not there.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	f.Close()
	return err
}

// Mkdir makes a directory.
func Mkdir(name string, perm FileMode) error { return changed("mkdir", name, "", 0) }

// MkdirAll makes a directory and those that it lies in.
func MkdirAll(path string, perm FileMode) error {
	for i := 1; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			continue
		}
		if _, _, isDir := stat(from(path[:i]), 0); !isDir {
			if err := Mkdir(path[:i], perm); err != nil {
				return err
			}
		}
	}
	return nil
}

// Remove removes a file or an empty directory.
func Remove(name string) error { return changed("remove", name, "", 1) }

// RemoveAll removes a file or a directory, and what lies in it.
func RemoveAll(path string) error {
	if path == "." || len(path) > 1 && path[len(path)-2:] == "/." {
		return &PathError{"RemoveAll", path, syscall.EINVAL}
	}
	if path == "" {
		return nil
	}
	return changed("unlinkat", path, "", 3)
}

// temps is how many names MkdirTemp has tried.
var temps uint64

// MkdirTemp makes a directory with a new name in dir, or where temporary files lie: pattern, with a number in place of its
// last asterisk or at its end.
func MkdirTemp(dir, pattern string) (string, error) {
	return temporary("mkdirtemp", dir, pattern, func(name string) error { return Mkdir(name, 0o700) })
}

// CreateTemp creates a file with such a name and opens it for reading and writing.
func CreateTemp(dir, pattern string) (f *File, err error) {
	_, err = temporary("createtemp", dir, pattern, func(name string) error {
		f, err = OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0o600)
		return err
	})
	return f, err
}

// temporary calls create with new names until there is no such file.
func temporary(op, dir, pattern string, create func(name string) error) (string, error) {
	if dir == "" {
		dir = TempDir()
	}
	before, after := pattern, ""
	for i := 0; i < len(pattern); i++ {
		switch pattern[i] {
		case '/':
			return "", &PathError{op, pattern, errors.New("pattern contains path separator")}
		case '*':
			before, after = pattern[:i], pattern[i+1:]
		}
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	for {
		temps++
		name := dir + before + digits(temps*2654435761%10_000_000_000) + after
		if err := create(name); !IsExist(err) {
			if err != nil {
				name = ""
			}
			return name, err
		}
	}
}

func digits(n uint64) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return digits(n/10) + digits(n%10)
}

// A LinkError tells of a failed operation on two files.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

// Error returns the operation, both paths and what is wrong.
func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }

// Unwrap returns what is wrong.
func (e *LinkError) Unwrap() error { return e.Err }

// Rename gives a file another name.
func Rename(oldpath, newpath string) error {
	if _, errno := change(from(oldpath), from(newpath), 2, latency()); errno != 0 {
		return &LinkError{"rename", oldpath, newpath, syscall.Errno(errno)}
	}
	return nil
}

func changed(op, path, to string, what int) error {
	if _, errno := change(from(path), to, what, latency()); errno != 0 {
		return &PathError{op, path, syscall.Errno(errno)}
	}
	return nil
}

// TempDir returns the directory of temporary files.
func TempDir() string { return "/tmp" }

// dir is the directory in which paths begin that do not begin with a slash, without a slash at its end.
var dir string

// from returns a path as it is from the root.
func from(path string) string {
	if dir == "" || path == "" || path[0] == '/' {
		return path
	}
	return dir + "/" + path
}

// Getwd returns the directory in which paths begin that do not begin with a slash.
func Getwd() (path string, err error) {
	if dir == "" {
		return "/", nil
	}
	return dir, nil
}

// Chdir changes it.
func Chdir(path string) error {
	_, errno, isDir := stat(from(path), latency())
	if errno == 0 && !isDir {
		errno = int(syscall.ENOTDIR)
	}
	if errno != 0 {
		return &PathError{"chdir", path, syscall.Errno(errno)}
	}
	dir = clean(from(path))
	return nil
}

// clean resolves the dots of a path, and leaves a slash at its end out.
func clean(path string) string {
	parts := []string{}
	for path != "" {
		n := 0
		for n < len(path) && path[n] != '/' {
			n++
		}
		switch part := path[:n]; {
		case part == ".." && len(parts) > 0:
			parts = parts[:len(parts)-1]
		case part != "" && part != "." && part != "..":
			parts = append(parts, part)
		}
		path = path[min(n+1, len(path)):]
	}
	whole := ""
	for _, part := range parts {
		whole += "/" + part
	}
	return whole
}

// IsNotExist tells whether an error says that there is no such file.
func IsNotExist(err error) bool { return is(err, ErrNotExist) }

// IsExist tells whether an error says that there is such a file.
func IsExist(err error) bool { return is(err, ErrExist) }

func open(path string, flags int, ns int64) (fd, errno int)

func read(fd int, b []byte, place, ns int64) (n, errno int)

func writeFile(fd int, s string, place, ns int64) (n, errno int)

func seek(fd int, offset int64, whence int) (at, errno int)

func truncate(fd int, size, ns int64) (n, errno int)

func shut(fd int, ns int64) (n, errno int)

func change(path, to string, what int, ns int64) (n, errno int)

func stat(path string, ns int64) (size, errno int, isDir bool)
