package main

type S string
type N int

func main() {
	defer func() {
		defer func() {
			panic(N(3))
		}()
		panic(S("second\nline"))
	}()
	panic(1.5)
}
