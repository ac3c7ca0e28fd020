//env:GODEBUG=panicnil=1

package main

import "fmt"

func main() {
	func() {
		defer func() { fmt.Println(recover()) }()
		panic(nil)
	}()
	var e error
	panic(e)
}
