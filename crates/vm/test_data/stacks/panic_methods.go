//procs:1
package main

type shape interface{ area() int }

type square struct{ side int }

//go:noinline
func (s *square) area() int { return s.side / (s.side - s.side) }

//go:noinline
func total(shapes ...shape) (sum int) {
	for _, s := range shapes {
		sum += s.area()
	}
	return sum
}

func main() { total(&square{1}) }
