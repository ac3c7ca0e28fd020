//procs:1
package main

type list[T any] struct{ items []T }

//go:noinline
func (l *list[T]) each[U any](f func(T) U) (last U) {
	for _, item := range l.items {
		func() { last = f(item) }()
	}
	return last
}

type celsius float64

//go:noinline
func (c celsius) to[T any](f func(celsius) T) T { return f(c) }

type weather struct{ celsius }

//go:noinline
func keep[F any](f F) F { return f }

var first = keep(celsius(1).to[int])

func main() {
	l := &list[int]{[]int{1}}
	warmer := keep(weather{20}.to[int])
	colder := keep(celsius.to[string])
	done := make(chan int)
	go first(func(c celsius) int {
		warmer(func(c celsius) int {
			return l.each(func(i int) int {
				colder(c, func(celsius) string { panic("cold") })
				return i
			})
		})
		close(done)
		return 0
	})
	<-done
}
