//procs:1
package main

type number interface{ ~int | ~float64 }

type stack[T number] struct{ items []T }

//go:noinline
func (s *stack[T]) pop() T {
	x := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x
}

//go:noinline
func sum[T number](s *stack[T], n int) (total T) {
	for range n {
		total += s.pop()
	}
	return total
}

func main() { println(sum(&stack[int]{[]int{1, 2}}, 3)) }
