//procs:1
package main

//go:noinline
func each(list []int, f func(int)) {
	for _, x := range list {
		f(x)
	}
}

func main() {
	each([]int{1, 2}, func(x int) {
		each([]int{3}, func(y int) {
			if x == 2 {
				panic(x * y)
			}
		})
	})
}
