package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"os"
	"syscall"
	"time"
)

type late struct{}

func (late) Error() string { return "late" }
func (late) Timeout() bool { return true }

func main() {
	fmt.Println(os.ModePerm, os.ModeDir|0o755, os.ModeType == fs.ModeType, os.ModeSymlink, os.DevNull, string(os.PathSeparator), string(os.PathListSeparator))
	fmt.Println(os.SEEK_SET, os.SEEK_CUR, os.SEEK_END, os.IsPathSeparator('/'), os.IsPathSeparator('a'), os.Getpagesize())
	os.Setenv("HOME", "/gopher")
	fmt.Println(os.UserHomeDir())
	os.Unsetenv("HOME")
	fmt.Println(os.UserHomeDir())
	denied := &os.PathError{Op: "open", Path: "x", Err: os.ErrPermission}
	slow := os.NewSyscallError("read", late{})
	fmt.Println(os.IsPermission(denied), os.IsPermission(errors.New("x")), os.IsTimeout(slow), os.IsTimeout(denied), os.IsTimeout(nil), slow)
	fmt.Println(os.NewSyscallError("x", nil), os.IsTimeout(os.ErrDeadlineExceeded), os.IsExist(syscall.EEXIST), os.IsPermission(fmt.Errorf("w: %w", denied)))

	fmt.Println(url.JoinPath("http://a/b/", "../c", "d/"))
	fmt.Println(url.JoinPath(":", "x"))
	u, _ := url.Parse("http://me:secret@host/path?q=1#f")
	clone := u.Clone()
	clone.Path, clone.User = "/other", url.User("you")
	b, err := u.MarshalBinary()
	fmt.Println(clone, u, string(b), err, clone.UnmarshalBinary(b), clone, clone.UnmarshalBinary([]byte(":")))
	values := url.Values{"a": {"1", "2"}}
	copied := values.Clone()
	copied.Set("a", "3")
	fmt.Println(values, copied, url.Values(nil).Clone() == nil)

	p := rand.NewPCG(1, 2)
	p.Uint64()
	state, err := p.MarshalBinary()
	fmt.Printf("%q %v\n", state, err)
	var q rand.PCG
	fmt.Println(q.UnmarshalBinary(state), q.Uint64() == p.Uint64(), q.UnmarshalBinary(nil))
	var level slog.LevelVar
	level.Set(slog.LevelWarn + 1)
	text, _ := level.AppendText([]byte("at "))
	fmt.Printf("%s %v\n", text, time.Duration(0))
}
