package main

import "fmt"

type Matrix [][]float64

func NewMatrix(r, c int) Matrix {
	m := make(Matrix, r)
	buf := make([]float64, r*c)
	for i := range m {
		m[i], buf = buf[:c:c], buf[c:]
	}
	return m
}

func (m Matrix) Mul(n Matrix) Matrix {
	out := NewMatrix(len(m), len(n[0]))
	type row struct {
		i    int
		vals []float64
	}
	ch := make(chan row)
	for i := range m {
		go func(i int) {
			vals := make([]float64, len(n[0]))
			for j := range vals {
				for k, v := range m[i] {
					vals[j] += v * n[k][j]
				}
			}
			ch <- row{i, vals}
		}(i)
	}
	for range m {
		r := <-ch
		copy(out[r.i], r.vals)
	}
	return out
}

func quicksort[T interface{ ~int | ~string }](xs []T, depth int, done chan<- struct{}) {
	defer func() { done <- struct{}{} }()
	if len(xs) < 2 {
		return
	}
	p := xs[len(xs)/2]
	i, j := 0, len(xs)-1
	for i <= j {
		for xs[i] < p {
			i++
		}
		for xs[j] > p {
			j--
		}
		if i <= j {
			xs[i], xs[j] = xs[j], xs[i]
			i++
			j--
		}
	}
	sub := make(chan struct{}, 2)
	go quicksort(xs[:j+1], depth+1, sub)
	go quicksort(xs[i:], depth+1, sub)
	<-sub
	<-sub
}

func main() {
	a := Matrix{{1, 2}, {3, 4}}
	fmt.Println(a.Mul(a).Mul(Matrix{{1, 0}, {0, 1}}))
	xs := []int{5, 2, 8, 1, 9, 3, 7, 7, 0}
	done := make(chan struct{}, 1)
	quicksort(xs, 0, done)
	<-done
	fmt.Println(xs)
	ws := []string{"pear", "apple", "fig"}
	quicksort(ws, 0, done)
	fmt.Println(ws)
	// prime sieve
	ch := make(chan int)
	go func() {
		for i := 2; ; i++ {
			ch <- i
		}
	}()
	for i := 0; i < 10; i++ {
		p := <-ch
		fmt.Print(p, " ")
		next := make(chan int)
		go func(in <-chan int, out chan<- int) {
			for {
				if v := <-in; v%p != 0 {
					out <- v
				}
			}
		}(ch, next)
		ch = next
	}
	fmt.Println()
}
