// An empty select.
package main

func main() {
	defer println("never")
	select {}
}
