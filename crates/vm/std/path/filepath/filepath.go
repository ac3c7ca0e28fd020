// Package filepath takes the names of files apart and puts them together, as on a system with slashes.
package filepath

import (
	"errors"
	"os"
	"path"
	"strings"
)

// What stands between the parts of a name, and between names.
const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

// ErrBadPattern is the error of a malformed pattern.
var ErrBadPattern = path.ErrBadPattern

// Clean returns the shortest name of the same file.
func Clean(name string) string { return path.Clean(name) }

// Split splits a name behind its last slash.
func Split(name string) (dir, file string) { return path.Split(name) }

// Join puts parts together.
func Join(elem ...string) string { return path.Join(elem...) }

// Ext returns what follows the last dot of a name, with the dot.
func Ext(name string) string { return path.Ext(name) }

// Base returns the last part of a name.
func Base(name string) string { return path.Base(name) }

// Dir returns all but the last part of a name.
func Dir(name string) string { return path.Dir(name) }

// IsAbs reports whether a name begins at the root.
func IsAbs(name string) bool { return path.IsAbs(name) }

// Match reports whether name matches a shell pattern.
func Match(pattern, name string) (matched bool, err error) { return path.Match(pattern, name) }

// ToSlash returns a name with slashes.
func ToSlash(name string) string { return name }

// FromSlash returns a name with the system's separators.
func FromSlash(name string) string { return name }

// VolumeName returns the name of the volume, which there is none of.
func VolumeName(name string) string { return "" }

// HasPrefix reports whether p begins with prefix, whatever that has to do with names.
func HasPrefix(p, prefix string) bool { return strings.HasPrefix(p, prefix) }

// SplitList splits a list of names.
func SplitList(list string) []string {
	if list == "" {
		return []string{}
	}
	return strings.Split(list, string(ListSeparator))
}

// IsLocal reports whether a name stays in the directory where it begins.
func IsLocal(name string) bool {
	if name == "" || IsAbs(name) {
		return false
	}
	name = Clean(name)
	return name != ".." && !strings.HasPrefix(name, "../")
}

// Localize returns a name with slashes as one of the system.
func Localize(name string) (string, error) {
	bad := name == "" || strings.IndexByte(name, 0) >= 0 || name != "." && (Clean(name) != name || !IsLocal(name))
	if bad {
		return "", errors.New("invalid path")
	}
	return name, nil
}

// Abs returns a name that begins at the root.
func Abs(name string) (string, error) {
	if IsAbs(name) {
		return Clean(name), nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(dir, name), nil
}

// Rel returns the name that leads from one directory to a file.
func Rel(basePath, targPath string) (string, error) {
	base, target := Clean(basePath), Clean(targPath)
	if base == target {
		return ".", nil
	}
	if base == "." {
		base = ""
	}
	cannot := errors.New("Rel: can't make " + targPath + " relative to " + basePath)
	if IsAbs(base) != IsAbs(target) {
		return "", cannot
	}
	from, to := parts(base), parts(target)
	for len(from) > 0 && len(to) > 0 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	if len(from) > 0 && from[0] == ".." {
		return "", cannot
	}
	up := make([]string, len(from))
	for i := range up {
		up[i] = ".."
	}
	return strings.Join(append(up, to...), "/"), nil
}

func parts(name string) []string {
	if name = strings.TrimPrefix(name, "/"); name == "" {
		return nil
	}
	return strings.Split(name, "/")
}
