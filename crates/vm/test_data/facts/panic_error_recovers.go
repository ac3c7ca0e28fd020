//procs:1
package main

import "fmt"

type careful struct{}

func (careful) Error() (text string) {
	defer func() { text = fmt.Sprint("recovered ", recover()) }()
	panic("inside")
}

func main() {
	panic(careful{})
}
