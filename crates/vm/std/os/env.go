package os

import (
	"errors"
	"sync"
)

// vars is the environment, in the order in which variables were set.
var vars = struct {
	mu   sync.RWMutex
	list []string
}{list: environment()}

// environment returns what the program was started with.
func environment() (list []string) {
	for {
		entry, ok := env(len(list))
		if !ok {
			return list
		}
		list = append(list, entry)
	}
}

func env(i int) (string, bool)

// find returns the place of a variable, or -1, and its value.
func find(key string) (int, string) {
	for i, entry := range vars.list {
		if len(entry) > len(key) && entry[len(key)] == '=' && entry[:len(key)] == key {
			return i, entry[len(key)+1:]
		}
	}
	return -1, ""
}

// Getenv returns the value of an environment variable.
func Getenv(key string) string {
	value, _ := LookupEnv(key)
	return value
}

// LookupEnv returns the value of an environment variable and whether it is set.
func LookupEnv(key string) (string, bool) {
	vars.mu.RLock()
	defer vars.mu.RUnlock()
	i, value := find(key)
	return value, i >= 0
}

// Setenv sets an environment variable.
func Setenv(key, value string) error {
	bad := key == ""
	for i := 0; i < len(key); i++ {
		bad = bad || key[i] == '=' || key[i] == 0
	}
	for i := 0; i < len(value); i++ {
		bad = bad || value[i] == 0
	}
	if bad {
		return &SyscallError{"setenv", errInval}
	}
	vars.mu.Lock()
	defer vars.mu.Unlock()
	if i, _ := find(key); i >= 0 {
		vars.list[i] = key + "=" + value
	} else {
		vars.list = append(vars.list, key+"="+value)
	}
	return nil
}

// Unsetenv removes an environment variable.
func Unsetenv(key string) error {
	vars.mu.Lock()
	defer vars.mu.Unlock()
	if i, _ := find(key); i >= 0 {
		vars.list = append(vars.list[:i:i], vars.list[i+1:]...)
	}
	return nil
}

// Clearenv removes all environment variables.
func Clearenv() {
	vars.mu.Lock()
	defer vars.mu.Unlock()
	vars.list = nil
}

// Environ returns the environment, each variable as key=value.
func Environ() []string {
	vars.mu.RLock()
	defer vars.mu.RUnlock()
	return append([]string{}, vars.list...)
}

// ExpandEnv replaces $name and ${name} by environment variables.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $name and ${name} by what mapping returns.
func Expand(s string, mapping func(string) string) string {
	out := ""
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 == len(s) {
			out += s[i : i+1]
			continue
		}
		name, used := variable(s[i+1:])
		switch {
		case name != "":
			out += mapping(name)
		case used == 0:
			out += "$"
		}
		i += used
	}
	return out
}

// variable returns the name at the beginning of s and how much of s belongs to it.
func variable(s string) (name string, used int) {
	if s[0] == '{' {
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	for used < len(s) && (s[used] == '_' || '0' <= s[used] && s[used] <= '9' || 'a' <= s[used]|0x20 && s[used]|0x20 <= 'z') {
		if used == 0 && '0' <= s[0] && s[0] <= '9' {
			return s[:1], 1
		}
		used++
	}
	if used == 0 {
		for _, c := range "*#$@!?-" {
			if rune(s[0]) == c {
				return s[:1], 1
			}
		}
	}
	return s[:used], used
}

var errInval = errors.New("invalid argument")

// A SyscallError tells which system call failed.
type SyscallError struct {
	Syscall string
	Err     error
}

// Error returns the call and what is wrong.
func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }

// Unwrap returns what is wrong.
func (e *SyscallError) Unwrap() error { return e.Err }
