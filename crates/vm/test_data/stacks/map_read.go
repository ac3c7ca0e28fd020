//procs:many
package main

//go:noinline
func use(m map[int]int) (n int) {
	for {
		n += m[1]
	}
}

func main() {
	m := map[int]int{1: 1, 2: 2, 3: 3}
	go func() {
		for i := 0; ; i++ {
			m[i&7] = i
		}
	}()
	println(use(m))
}
