package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	for _, s := range []string{"", "abc", "hello, world", strings.Repeat("0123456789", 20), strings.Repeat("x", 55), strings.Repeat("x", 64)} {
		fmt.Printf("%x\n", sha256.Sum256([]byte(s)))
		a, b, c, d := fnv.New32(), fnv.New32a(), fnv.New64(), fnv.New64a()
		for _, h := range []interface{ Write([]byte) (int, error) }{a, b, c, d} {
			h.Write([]byte(s))
		}
		fmt.Println(a.Sum32(), b.Sum32(), c.Sum64(), d.Sum64(), a.Sum(nil), d.Sum([]byte{1}))
		fmt.Println(crc32.ChecksumIEEE([]byte(s)), crc32.Checksum([]byte(s), crc32.MakeTable(crc32.Castagnoli)))
	}
	h := sha256.New()
	fmt.Fprint(h, "ab")
	fmt.Println(hex.EncodeToString(h.Sum(nil)), h.Size(), h.BlockSize())
	fmt.Fprint(h, "c")
	fmt.Println(hex.EncodeToString(h.Sum(nil)))
	fmt.Println(hex.DecodeString("48656c6C6f"))
	for _, bad := range []string{"4", "4g", "zz4"} {
		_, err := hex.DecodeString(bad)
		fmt.Println(err)
	}

	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt, syscall.SIGTERM)
	syscall.Kill(syscall.Getpid(), syscall.SIGTERM)
	fmt.Println(<-c)
	signal.Stop(c)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	go func() {
		time.Sleep(time.Millisecond)
		p, _ := os.FindProcess(os.Getpid())
		p.Signal(os.Interrupt)
	}()
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx))
	stop()
}
