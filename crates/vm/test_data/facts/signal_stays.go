//procs:1
package main

func main() {
	defer func() {
		func() {
			defer func() { recover() }()
			var p *int
			*p = 1
		}()
		println("still panicking")
	}()
	panic("first")
}
