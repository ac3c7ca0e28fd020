//procs:1
package main

import "time"

type server struct{ name string }

func (s *server) serve(n int) {
	var m map[string]int
	m[s.name] = n
}

func main() {
	s := &server{"a"}
	go s.serve(1)
	time.Sleep(time.Second)
}
