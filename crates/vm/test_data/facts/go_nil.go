//procs:1
package main

func main() {
	go func() {
		var f func()
		go f()
	}()
	select {}
}
