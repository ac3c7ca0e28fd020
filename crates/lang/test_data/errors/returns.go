package main

func a() int {
}

func b() int {
	for {
	}
}

func c(x int) int {
	if x > 0 {
		return 1
	}
}

func d(x int) int {
	if x > 0 {
		return 1
	} else {
		panic("x")
	}
}

func e(x int) int {
	switch x {
	case 1:
		return 1
	}
}

func f(x int) int {
	switch x {
	case 1:
		return 1
	default:
		return 2
	}
}

func g(x int) int {
	for {
		break
	}
}

func h(x int) int {
L:
	for {
		for {
			break L
		}
	}
}

func i(x int) (r int) {
	{
		r := 2
		return
	}
}

func j() (int, string) {
	return 1
}

func k() (int, string) {
	return 1, "a", 2
}

func l() {
	return 1
}

func m() int {
	return
}

func n() (a int, b string) {
	return
}

func o() (a int, b string) {
	return j()
}

func p() (string, int) {
	return j()
}

func q() int {
	return "a"
}

func r() int {
	return j()
}

func s() error {
	return nil
}

func t() int {
	return nil
}

func u() (x int, err error) {
	if x, err := o(); x > 0 {
		_ = err
		return
	}
	return 1, "bad"
}

func v(c chan int) int {
	select {
	case x := <-c:
		return x
	}
}

func w() int {
	goto L
L:
	return 1
}

func x() int {
	func() int { return 1 }()
}

func y() (int) {
	select {}
}

func z() int {
	return undefined, 2
}

func main() {
	f := func() int {
	}
	f()
}
