//procs:1

package main

type T struct{ g func(int) (int, error) }

func (t *T) run() {
	for i := range 2 {
		defer t.g(i)
	}
	println("in run")
}

func main() { (&T{}).run() }
