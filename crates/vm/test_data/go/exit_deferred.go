// os.Exit runs no deferred calls.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("never")
	fmt.Fprintln(os.Stderr, "to stderr")
	fmt.Fprint(os.Stdout, "no newline")
	func() {
		defer fmt.Println("never either")
		os.Exit(3)
	}()
}
