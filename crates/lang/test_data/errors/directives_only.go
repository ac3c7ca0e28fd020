//go:noinline
package main

//go:noinline
import "fmt"

//go:norace
var above = 1

//go:embed file
var text string

const (
	//go:nosplit
	one = 1
	//go:unknown
	two = 2
)

//go:nosplit
type number int

//go:nosplit
//go:noinline
func inline() { fmt.Println(above, text, one, two) }

//go:embed file
func main() {
	//go:nosplit
	type local int
	//go:noinline
	var x local
	_ = x
	inline()
}
