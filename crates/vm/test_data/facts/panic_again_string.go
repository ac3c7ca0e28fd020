//procs:1
package main

func level(n int) {
	defer func() {
		r := recover()
		println("level", n)
		panic(r)
	}()
	if n > 0 {
		level(n - 1)
	}
	panic("deep")
}

func main() { level(2) }
