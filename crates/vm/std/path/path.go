// Package path works on paths with slashes.
package path

import (
	"errors"
	"strings"
)

// ErrBadPattern says that a pattern is malformed.
var ErrBadPattern = errors.New("syntax error in pattern")

// Clean returns the shortest path that names the same.
func Clean(path string) string {
	if path == "" {
		return "."
	}
	if isClean(path) {
		return path
	}
	rooted := path[0] == '/'
	b := make([]byte, 0, len(path))
	if rooted {
		b = append(b, '/')
	}
	// What comes before is not taken back.
	base := len(b)
	for rest := path; rest != ""; {
		var part string
		part, rest, _ = strings.Cut(rest, "/")
		switch {
		case part == "" || part == "." || part == ".." && rooted && len(b) == base:
		case part == ".." && len(b) > base:
			for len(b) > base && b[len(b)-1] != '/' {
				b = b[:len(b)-1]
			}
			if len(b) > base {
				b = b[:len(b)-1]
			}
		default:
			if len(b) > 0 && b[len(b)-1] != '/' {
				b = append(b, '/')
			}
			b = append(b, part...)
			if part == ".." {
				base = len(b)
			}
		}
	}
	if len(b) == 0 {
		return "."
	}
	return string(b)
}

// isClean reports whether nothing of a path has to go: no empty part and no dots but at the beginning.
func isClean(path string) bool {
	if path == "/" || path == "." {
		return true
	}
	rest, isInside := strings.TrimPrefix(path, "/"), path[0] == '/'
	for more := true; more; {
		var part string
		part, rest, more = strings.Cut(rest, "/")
		if part == "" || part == "." || part == ".." && isInside {
			return false
		}
		isInside = isInside || part != ".."
	}
	return true
}

// Split cuts a path after its last slash.
func Split(path string) (dir, file string) {
	i := strings.LastIndexByte(path, '/') + 1
	return path[:i], path[i:]
}

// Join puts slashes between the parts that are not empty, and cleans the result.
func Join(elem ...string) string {
	size := 0
	for _, part := range elem {
		size += len(part)
	}
	if size == 0 {
		return ""
	}
	b := make([]byte, 0, size+len(elem)-1)
	for _, part := range elem {
		if len(b) > 0 || part != "" {
			if len(b) > 0 {
				b = append(b, '/')
			}
			b = append(b, part...)
		}
	}
	return Clean(string(b))
}

// Ext returns what follows the last dot of the last part, with the dot.
func Ext(path string) string {
	_, file := Split(path)
	if i := strings.LastIndexByte(file, '.'); i >= 0 {
		return file[i:]
	}
	return ""
}

// Base returns the last part of a path.
func Base(path string) string {
	if path == "" {
		return "."
	}
	path = strings.TrimRight(path, "/")
	if path == "" {
		return "/"
	}
	return path[strings.LastIndexByte(path, '/')+1:]
}

// IsAbs reports whether the path begins at the root.
func IsAbs(path string) bool { return strings.HasPrefix(path, "/") }

// Dir returns all but the last part of a path.
func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

// Match reports whether name matches a shell pattern.
func Match(pattern, name string) (matched bool, err error) {
	// What is wrong with a pattern is told wherever the name differs.
	for rest := pattern; rest != ""; {
		switch c := rest[0]; {
		case c == '[':
			if _, rest, err = class(rest[1:], ""); err != nil {
				return false, err
			}
			continue
		case c == '\\' && len(rest) == 1:
			return false, ErrBadPattern
		case c == '\\':
			rest = rest[1:]
		}
		rest = rest[1:]
	}
	return match(pattern, name), nil
}

// match is Match of a pattern with nothing wrong in it.
func match(pattern, name string) bool {
	for pattern != "" {
		switch pattern[0] {
		case '*':
			for pattern != "" && pattern[0] == '*' {
				pattern = pattern[1:]
			}
			for i := 0; ; i++ {
				if match(pattern, name[i:]) {
					return true
				}
				if i == len(name) || name[i] == '/' {
					return false
				}
			}
		case '?':
			if name == "" || name[0] == '/' {
				return false
			}
			_, n := first(name)
			pattern, name = pattern[1:], name[n:]
		case '[':
			in, rest, _ := class(pattern[1:], name)
			if !in {
				return false
			}
			_, n := first(name)
			pattern, name = rest, name[n:]
		default:
			if pattern[0] == '\\' {
				pattern = pattern[1:]
			}
			if name == "" || name[0] != pattern[0] {
				return false
			}
			pattern, name = pattern[1:], name[1:]
		}
	}
	return name == ""
}

// class matches the first character of name with a class whose bracket is behind, and returns the pattern after it.
func class(pattern, name string) (in bool, rest string, err error) {
	r, _ := first(name)
	negated := strings.HasPrefix(pattern, "^")
	if negated {
		pattern = pattern[1:]
	}
	for n := 0; ; n++ {
		if n > 0 && strings.HasPrefix(pattern, "]") {
			return name != "" && r != '/' && in != negated, pattern[1:], nil
		}
		low, after, err := bound(pattern)
		if err != nil {
			return false, "", err
		}
		high := low
		if strings.HasPrefix(after, "-") {
			if high, after, err = bound(after[1:]); err != nil {
				return false, "", err
			}
		}
		in = in || low <= r && r <= high
		pattern = after
	}
}

func bound(pattern string) (r rune, rest string, err error) {
	if pattern == "" || pattern[0] == '-' || pattern[0] == ']' {
		return 0, "", ErrBadPattern
	}
	if pattern[0] == '\\' {
		pattern = pattern[1:]
	}
	r, n := first(pattern)
	if n == 0 || len(pattern) == n {
		return 0, "", ErrBadPattern
	}
	return r, pattern[n:], nil
}

// first returns the first character of s and its length.
func first(s string) (rune, int) {
	for i, r := range s {
		if i > 0 {
			break
		}
		n := len(string(r))
		if r == '\uFFFD' && s[0] != '\xEF' {
			n = 1
		}
		return r, n
	}
	return -1, 0
}
