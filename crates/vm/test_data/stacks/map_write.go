//procs:many
package main

//go:noinline
func use(m map[int]int) {
	for i := 0; ; i++ {
		m[i&7] = i
	}
}

func main() {
	m := map[int]int{}
	for range 2 {
		go use(m)
	}
	select {}
}
