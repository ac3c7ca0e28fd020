package main

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/fnv"
	"io"
	"os"
	"strings"
)

func main() {
	long := strings.Repeat("The quick brown fox. ", 40)
	for _, s := range []string{"", "a", "abc", long[:55], long[:56], long[:64], long} {
		fmt.Printf("%x %x\n", md5.Sum([]byte(s)), sha1.Sum([]byte(s)))
		for _, h := range []hash.Hash{md5.New(), sha1.New(), crc32.NewIEEE(), crc32.New(crc32.MakeTable(crc32.Castagnoli)), fnv.New128(), fnv.New128a()} {
			io.WriteString(h, s[:len(s)/2])
			first := h.Sum(nil)
			io.WriteString(h, s[len(s)/2:])
			fmt.Printf("%x %x %d %d; ", first, h.Sum([]byte{1}), h.Size(), h.BlockSize())
			h.Reset()
			fmt.Printf("%x\n", h.Sum(nil))
		}
	}
	for _, n := range []int{0, 1, 7, 8, 9, 15, 16, 17, 40} {
		fmt.Print(hex.Dump([]byte(long[:n])))
	}
	d := hex.Dumper(os.Stdout)
	fmt.Fprint(d, "hello\x00\xff")
	fmt.Fprint(d, "more of it, beyond a line")
	d.Close()
	_, err := d.Write(nil)
	fmt.Println(err, d.Close())
	var b bytes.Buffer
	e := hex.NewEncoder(&b)
	fmt.Fprint(e, long)
	fmt.Println(b.Len())
	back, err := io.ReadAll(hex.NewDecoder(&b))
	fmt.Println(string(back) == long, err)
	for _, s := range []string{"616", "61zz", "6162g", "", "61 62"} {
		back, err := io.ReadAll(hex.NewDecoder(strings.NewReader(s)))
		fmt.Printf("%q %v\n", back, err)
	}
}
