// Garbage without end beside a map that is kept, so that collections come one after another.
package main

func main() {
	keep := map[int]*[8]int{}
	for n := 0; n < 1_000_000; n++ {
		keep[n] = &[8]int{n}
	}
	for n := 0; ; n++ {
		keep[n%1_000_000] = &[8]int{n}
	}
}
