// An endless loop.
package main

func main() {
	for {
	}
}
