package main

import "fmt"

type server struct {
	port int
	name string
	next *server
}

func main() {
	s := &server{port: 1}
	fmt.Println(s.port)
	fmt.Println(s.next.name)
}
