package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		for {
			c, err := l.Accept()
			if err != nil {
				fmt.Println("accept:", errors.Is(err, net.ErrClosed))
				return
			}
			wg.Add(1)
			go func() {
				defer wg.Done()
				defer c.Close()
				r := bufio.NewReader(c)
				for {
					line, err := r.ReadString('\n')
					if err != nil {
						return
					}
					fmt.Fprintf(c, "echo %s", line)
				}
			}()
		}
	}()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		panic(err)
	}
	r := bufio.NewReader(c)
	for i := range 3 {
		fmt.Fprintf(c, "line %d\n", i)
		s, err := r.ReadString('\n')
		fmt.Printf("%q %v\n", s, err)
	}
	c.SetReadDeadline(time.Now().Add(5 * time.Millisecond))
	start := time.Now()
	_, err = c.Read(make([]byte, 1))
	var ne net.Error
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &ne) && ne.Timeout(), time.Since(start) >= 5*time.Millisecond)
	c.SetReadDeadline(time.Time{})
	big := make([]byte, 1<<20)
	go c.Write(append(big, '\n'))
	n, _ := io.CopyN(io.Discard, r, 1<<20+6)
	fmt.Println(n)
	c.Close()
	_, err = c.Write([]byte("x"))
	fmt.Println(errors.Is(err, net.ErrClosed))
	addr := l.Addr().String()
	l.Close()
	wg.Wait()
	_, err = net.Dial("tcp", addr)
	var op *net.OpError
	fmt.Println(errors.As(err, &op), op.Op, op.Net, op.Err)
	a, b := net.Pipe()
	go func() { a.Write([]byte("hello")); a.Close() }()
	all, err := io.ReadAll(b)
	fmt.Println(string(all), err)
	b2, _ := net.Pipe()
	b2.SetDeadline(time.Now().Add(time.Millisecond))
	_, err = b2.Read(make([]byte, 1))
	fmt.Println(err)
}
