package main

//go:noinline
var above = 1

//go:embed file
func embedded() { var unused int }

//go:nosplit
type number int

func inside() {
	//go:noinline
	above = 2
	//go:embed file
	var text string
	_ = text
	above = 3 //go:noinline
}

func empty() {
	//go:norace
}

//go:embed
var pattern string

//go:linkname one two three four
//go:systemstack
func main() {}

//go:cgo_export_static main

//go:nocheckptr
