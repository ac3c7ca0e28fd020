//procs:1
package main

import "fmt"

type both struct{}

func (both) Error() string  { return "from Error" }
func (both) String() string { return "from String" }

type ptr struct{}

func (*ptr) Error() string { return "pointer method" }

func main() {
	defer func() {
		fmt.Println(recover())
		defer func() { panic(ptr{}) }()
		panic(both{})
	}()
	panic(&ptr{})
}
