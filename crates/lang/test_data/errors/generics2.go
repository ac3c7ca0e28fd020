package main

type T[P any] struct{ x P }

func (t T[P]) A() P          { return t.x }
func (t T[int]) B() int      { return t.x }
func (t T) C()               {}
func (t T[P, Q]) D()         {}
func (t *T[_]) E()           {}
func (t T[string]) F() string { return "a" }

type Set[E comparable] map[E]struct{}

func (s Set[E]) Add(e E)           { s[e] = struct{}{} }
func (s Set[E]) Has(e E) bool      { _, ok := s[e]; return ok }
func Of[E comparable](es ...E) Set[E] {
	s := Set[E]{}
	for _, e := range es {
		s.Add(e)
	}
	return s
}

type Ord interface{ ~int | ~string }

func Min[O Ord](a, b O) O {
	if a < b {
		return a
	}
	return b
}

func Apply[T any, R any](x T, fs ...func(T) R) (rs []R) {
	for _, f := range fs {
		rs = append(rs, f(x))
	}
	return
}

func Ptr[T any](x T) *T { return &x }

func Grow[T any](n int, x T) {
	if n > 0 {
		type wrap struct{ x T }
		Grow(n-1, wrap{x})
	}
}

func id[T any](x T) T { return x }

type Num interface {
	int | float64
	String() string
}

type Cons[H any, T Cons[H, T]] interface{ Head() H }

type Opt func(*cfg)
type cfg struct{}

func with[F ~func(*cfg)](f F) Opt { return Opt(f) }

func seq[V any](n int, v V) func(yield func(int, V) bool) {
	return func(yield func(int, V) bool) {
		for i := range n {
			if !yield(i, v) {
				return
			}
		}
	}
}

func conv[T, U Ord](x T) U { return U(x) }
func shift[T ~int | ~uint8](x T) T { return x << 300 }
func cst[T ~uint8 | ~int](x T) T { return x + 256 }
func idx[T []int | [4]int | map[int]int](x T) int { return x[0] }
func ch[T chan int | <-chan int](c T) int { return <-c }
func snd[T chan int | <-chan int](c T) { c <- 1 }
func rng[T []int | map[int]string](c T) { for range c {} }
func fld[T struct{ x int }](v T) int { return v.x }
func mk[T []int]() T { return make(T, 3) }
func nw[T any]() *T { return new(T) }
func nilp[T *int | []int]() T { return nil }
func cmpz[T comparable](a, b T) bool { return a == b }
func lit[T []int | []string]() T { return T{} }

func main() {
	var s Set[[]int]
	_ = s
	t := Of(1, 2, "a")
	u := Of[string]()
	u.Add(1)
	_ = u.Has
	_ = Min(1, 2.5)
	_ = Min("a", "b") + 1
	v := Apply(1, func(i int) string { return "" }, func(i int) string { return "" })
	v[0] = 1
	_ = *Ptr(3) + "a"
	_ = Ptr(nil)
	_ = id(id)
	_ = id(main())
	_ = id[func()](main)
	var f func(int) int = id
	f("a")
	var g func(int) string = id
	for i, x := range seq(3, "a") {
		_ = i + x
	}
	w := with(func(*cfg) {})
	w(1)
	_ = cmpz([]int{}, nil)
	_ = cmpz(any(1), 2)
	_ = cmpz(func() {}, nil)
	_ = T[int]{x: "a"}
	_ = T[int]{1}.A() + "a"
	_ = T[int].A
	var z interface{ A() string } = T[int]{}
	_ = z
	_, _ = t, g
}

type box[F any] struct{ f F }

func (box[F]) fill[P *F](P) {}

func fillBoxes(i int) {
	box[int]{}.fill(&i)
	_ = box[int]{}.fill[*int]
	_ = box[int]{}.fill[*string]
	box[ /* a comment with [ and ( in it */ int]{}.fill /* ( */ ("")
}

type pair[K comparable, V any] struct{}

func fewArguments(x pair[int], y pair[int, int]) {
	x = y
}

type alias = *box[int]

func (alias) open() {}
