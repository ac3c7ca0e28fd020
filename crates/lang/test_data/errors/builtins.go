package main

func main() {
	var s []int
	var m map[string]int
	var c chan int
	var ro <-chan int
	var so chan<- int
	var str string
	var i int
	var arr [3]int
	len()
	len(1)
	len(s, s)
	_ = len(i)
	_ = len(nil)
	_ = cap(m)
	_ = cap(str)
	_ = len(m)
	append(s, 1)
	_ = append(s, "a")
	_ = append(i, 1)
	_ = append(nil, 1)
	_ = append()
	_ = append(s, s)
	_ = append(s, s...)
	_ = append([]byte{}, "abc"...)
	_ = append([]byte{}, "abc")
	_ = append(arr, 1)
	copy(s, m)
	copy(s, []string{})
	copy(arr, s)
	copy([]byte{}, "abc")
	copy(s)
	delete(m)
	delete(m, 1)
	delete(s, 1)
	delete(m, "a", "b")
	close(s)
	close(ro)
	close(so)
	close(c)
	panic()
	panic(1, 2)
	recover(1)
	_ = recover()
	print(1, "a", nil)
	println(main)
	_ = new()
	_ = new(int, int)
	_ = new(5)
	_ = new(nil)
	_ = new(main())
	_ = make(s)
	_ = make([3]int, 1)
	_ = make([]int, 1, 2, 3)
	_ = make(map[string]int, "a")
	_ = make(chan int, -1)
	_ = min()
	_ = min(1, "a")
	_ = min(i, 1.5)
	_ = max(i, str)
	_ = max(s)
	_ = max(1, 2.5)
	clear(i)
	clear(s)
	clear(m)
	x := clear(m)
	_ = complex(1, "a")
	_ = complex(i, i)
	_ = complex(1, 2)
	_ = real(i)
	_ = imag(1i)
	_ = real("a")
	len
	_ = len
	f := len
	go len(s)
	defer append(s, 1)
	defer recover()
	defer panic(1)
	go println()
	defer int(3)
	go func() {}
	defer i
	<-so
	ro <- 1
	_ = <-i
	i <- 1
	c <- "a"
	_ = cap(s...)
	len(s)
	1 + 2
	i
	i == 1
	-i
	"a"
	func() {}
	nil
	int(i)
	int
	[]int{1}
	s[0]
	m["a"]
	<-c
	(<-c)
	*(&i)
	&i
}
