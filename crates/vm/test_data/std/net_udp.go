package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

func main() {
	server, err := net.ListenUDP("udp", &net.UDPAddr{Port: 0})
	fmt.Println(err, server.RemoteAddr() == nil, server.LocalAddr().Network())
	port := server.LocalAddr().(*net.UDPAddr).Port
	addr, err := net.ResolveUDPAddr("udp", fmt.Sprintf("127.0.0.1:%d", port))
	fmt.Println(addr.Port == port, err)

	var wg sync.WaitGroup
	wg.Go(func() {
		buf := make([]byte, 8)
		for {
			n, from, err := server.ReadFrom(buf)
			if err != nil {
				fmt.Println("server:", errors.Is(err, net.ErrClosed))
				return
			}
			server.WriteTo(append([]byte("re:"), buf[:n]...), from)
		}
	})
	c, err := net.DialUDP("udp", nil, addr)
	fmt.Println(err, c.RemoteAddr().String() == addr.String())
	for _, text := range []string{"a", "second", "much too long"} {
		n, err := c.Write([]byte(text))
		fmt.Println(n, err)
		buf := make([]byte, 64)
		n, err = c.Read(buf)
		fmt.Printf("%q %v\n", buf[:n], err)
	}
	_, err = c.WriteTo([]byte("x"), addr)
	fmt.Println(errors.Is(err, net.ErrWriteToConnected))

	c.SetReadDeadline(time.Now().Add(5 * time.Millisecond))
	_, err = c.Read(make([]byte, 1))
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded), err.(net.Error).Timeout())
	server.Close()
	wg.Wait()

	c.SetReadDeadline(time.Time{})
	n, err := c.Write([]byte("nobody"))
	fmt.Println(n, err)
	_, err = c.Read(make([]byte, 1))
	var op *net.OpError
	fmt.Println(errors.As(err, &op), op.Op, op.Err)
	fmt.Println(c.Close(), errors.Is(c.Close(), net.ErrClosed))

	_, err = net.DialUDP("udp", nil, nil)
	fmt.Println(err)
	_, err = net.ListenUDP("tcp", nil)
	fmt.Println(err)
	p, err := net.ListenPacket("udp", "127.0.0.1:0")
	fmt.Println(err)
	other, err := net.Dial("udp", p.LocalAddr().String())
	fmt.Println(err)
	fmt.Fprint(other, "hello")
	buf := make([]byte, 16)
	k, from, err := p.ReadFrom(buf)
	fmt.Println(string(buf[:k]), from.String() == other.LocalAddr().String(), err)
}
