package main

import (
	"fmt"
	"path/filepath"
)

func main() {
	for _, pair := range [][2]string{
		{"a/b", "a/b/c"}, {"a/b", "a"}, {"/a/b/c", "/a/d"}, {"a", "../b"}, {"../a", "b"}, {".", "x/y"}, {"/", "/q"}, {"a", "/b"},
		{"..", "."}, {"a/../b", "b/./c"}, {"/x", "/x/"},
	} {
		rel, err := filepath.Rel(pair[0], pair[1])
		fmt.Printf("%q %v\n", rel, err)
	}
	for _, name := range []string{"", ".", "..", "a", "/a", "a/../..", "a/..", "../a", "a//b", "a/./b", "x.tar.gz"} {
		local, err := filepath.Localize(name)
		fmt.Println(filepath.IsLocal(name), filepath.IsAbs(name), local, err, filepath.Ext(name), filepath.Base(name), filepath.Dir(name))
	}
	fmt.Printf("%q %q %q\n", filepath.SplitList("/a:/b::c"), filepath.SplitList(""), filepath.Join("a", "", "../b", "c"))
	abs, err := filepath.Abs("/a/../b")
	fmt.Println(abs, err, string(filepath.Separator), filepath.ToSlash("a/b"), filepath.VolumeName("/a") == "")
	fmt.Println(filepath.Match("*.go", "main.go"))
	fmt.Println(filepath.Match("[", "x"))
}
