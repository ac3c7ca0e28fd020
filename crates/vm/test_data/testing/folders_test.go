package main

import (
	"os"
	"strings"
	"testing"
)

func TestFolders(t *testing.T) {
	var first string
	t.Run("inner/one two", func(t *testing.T) {
		first = t.TempDir()
		second := t.TempDir()
		base := strings.TrimPrefix(first, os.TempDir()+"/TestFoldersinner")
		t.Log(base != first, strings.HasSuffix(first, "/001"), strings.HasSuffix(second, "/002"))
		if err := os.WriteFile(first+"/a", []byte("text"), 0o666); err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(first + "/a")
		t.Logf("%s %v", text, err)
		t.Attr("files", "1 of 2")
		t.Log(t.ArtifactDir() == t.ArtifactDir(), t.ArtifactDir() != second)
	})
	_, err := os.ReadFile(first + "/a")
	t.Log(os.IsNotExist(err))
}

func TestAttributes(t *testing.T) {
	var tb testing.TB = t
	tb.Attr("key", "value")
	tb.Attr("other", "two words")
}

func TestRemoved(t *testing.T) {
	dir, err := os.MkdirTemp("", "some*thing")
	t.Log(err, strings.HasPrefix(dir, os.TempDir()+"/some"), strings.HasSuffix(dir, "thing"))
	_, err = os.MkdirTemp("", "a/b")
	t.Log(err)
	_, err = os.MkdirTemp("/no/where", "a")
	t.Log(os.IsNotExist(err))
	t.Log(os.MkdirAll(dir+"/x/y", 0o777), os.Mkdir(dir+"/x-y", 0o777), os.Remove(dir+"/x") != nil)
	t.Log(os.RemoveAll(dir+"/x"), os.RemoveAll(dir+"/x"), os.Remove(dir+"/x-y"), os.RemoveAll(""))
	t.Log(os.RemoveAll("."), os.RemoveAll(dir+"/.") != nil, os.RemoveAll(dir))
}
