//procs:1
package main

func main() {
	defer func() {
		defer func() {
			defer func() { panic("third") }()
			recover()
		}()
		panic("second")
	}()
	panic("first")
}
