package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

var dir = os.TempDir() + fmt.Sprint("/gopark-files-", os.Getpid())

func tell(what string, err error) {
	if err != nil {
		what += ": " + strings.ReplaceAll(err.Error(), dir, "DIR")
	}
	fmt.Println(what)
}

func main() {
	tell("mkdir", os.MkdirAll(dir+"/a/b", 0o755))
	tell("mkdir again", os.Mkdir(dir+"/a", 0o755))
	tell("write", os.WriteFile(dir+"/a/one", []byte("one\ntwo\nthree\n"), 0o644))
	data, err := os.ReadFile(dir + "/a/one")
	tell(fmt.Sprintf("read %q", data), err)

	_, err = os.Open(dir + "/none")
	tell("open", err)
	var path *os.PathError
	fmt.Println(os.IsNotExist(err), errors.Is(err, os.ErrNotExist), errors.As(err, &path), path.Op)
	_, err = os.OpenFile(dir+"/a/one", os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	fmt.Println(os.IsExist(err), errors.Is(err, os.ErrExist))
	_, err = os.ReadFile(dir + "/a")
	tell("read a directory", err)
	tell("write into nowhere", os.WriteFile(dir+"/x/y", nil, 0o644))

	f, err := os.Open(dir + "/a/one")
	tell("open", err)
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fmt.Println("line", lines.Text())
	}
	_, err = f.Write([]byte("x"))
	tell("write to a file that is read", err)
	tell("close", f.Close())
	tell("close again", f.Close())
	_, err = f.Read(make([]byte, 1))
	tell("read what is closed", err)

	f, err = os.Create(dir + "/two")
	tell("create", err)
	n, err := fmt.Fprintf(f, "%s %d", "some text", 42)
	tell(fmt.Sprint("printed ", n), err)
	at, err := f.Seek(-2, io.SeekEnd)
	tell(fmt.Sprint("at ", at), err)
	rest, err := io.ReadAll(f)
	tell(fmt.Sprintf("rest %q", rest), err)
	some := make([]byte, 4)
	n, err = f.ReadAt(some, 5)
	tell(fmt.Sprintf("%d %q", n, some), err)
	n, err = f.ReadAt(some, 10)
	tell(fmt.Sprintf("%d %q", n, some[:n]), err)
	n, err = f.WriteAt([]byte("TEXT"), 5)
	tell(fmt.Sprint("written ", n), err)
	_, err = f.Seek(-1, io.SeekStart)
	tell("seek", err)
	tell("truncate", f.Truncate(9))
	tell("sync", f.Sync())
	tell("close", f.Close())
	a, err := os.OpenFile(dir+"/two", os.O_APPEND|os.O_WRONLY, 0)
	tell("open", err)
	a.WriteString("!")
	a.Close()
	data, err = os.ReadFile(dir + "/two")
	tell(string(data), err)

	tell("rename", os.Rename(dir+"/two", dir+"/three"))
	tell("rename again", os.Rename(dir+"/two", dir+"/four"))
	tell("remove what is not empty", os.Remove(dir+"/a"))
	for _, name := range []string{"/a/one", "/a/b", "/a", "/three", ""} {
		tell("remove "+name, os.Remove(dir+name))
	}
	tell("remove again", os.Remove(dir))
}
