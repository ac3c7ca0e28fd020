//procs:1
package main

type T struct {
	a [20]int
	b struct{ c, d int }
}

//go:noinline
func get(t *T) int { return t.b.d }

func main() {
	defer func() {
		defer func() {
			var p *int
			*p = 1
		}()
		get(nil)
	}()
	get(nil)
}
