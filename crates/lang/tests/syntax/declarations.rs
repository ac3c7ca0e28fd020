//! Files and declarations.

use expect_test::expect;

use super::check;

#[test]
fn imports() {
    check(
        "import \"fmt\"\nimport (\n\tm \"math\"\n\t. \"strings\"\n\t_ \"embed\"\n)",
        expect![[r#"
        (import "fmt")
        (import m "math")
        (import . "strings")
        (import _ "embed")
    "#]],
    );
}

#[test]
fn constants_know_their_iota() {
    check(
        "const a, b int = 1, 2\nconst (\n\tx = iota\n\ty\n\t_, z = iota, 1\n)",
        expect![[r#"
        (const@0 a b: int = 1 2)
        (const@0 x = iota)
        (const@1 y)
        (const@2 _ z = iota 1)
    "#]],
    );
}

#[test]
fn variables() {
    check(
        "var a int\nvar b, c = 1, 2\nvar (\n\td string = \"x\"\n\te []int\n)\nvar ()",
        expect![[r#"
        (var a: int)
        (var b c = 1 2)
        (var d: string = "x")
        (var e: ([] int))
    "#]],
    );
}

#[test]
fn functions_and_methods() {
    check(
        "func f()\nfunc g(a, b int, c ...string) (n int, err error) { return }\nfunc (t *T) m(int, string) bool { return true }\nfunc (T[P]) n() {}\nfunc h[K comparable, V int | ~string](m map[K]V) V { return m[*new(K)] }\nfunc (T) generic[P any](p P) {}\nfunc k(func(int), ...int)",
        expect![[r#"
            (func f ())
            (func g (a b int, c ...string) -> (n int, err error) {
              (return)
            })
            (func (t (* T)) m (int, string) -> (bool) {
              (return true)
            })
            (func ((index T P)) n () {})
            (func h [K comparable, V (| int (~ string))] (m (map K V)) -> (V) {
              (return (index m (* (call new K))))
            })
            (func (T) generic [P any] (p P) {})
            (func k ((func (int)), ...int))
        "#]],
    );
}

#[test]
fn types_and_aliases() {
    check(
        "type A int\ntype B = A\ntype C[P any] struct{}\ntype D[P any] = []P\ntype (\n\tE interface{}\n\tF func()\n)",
        expect![[r#"
            (type A int)
            (type B = A)
            (type C [P any] (struct))
            (type D [P any] = ([] P))
            (type E (interface))
            (type F (func ()))
        "#]],
    );
}

#[test]
fn a_bracket_after_a_type_name_is_an_array_or_type_parameters() {
    check(
        "type A [n]int\ntype A [n * m]int\ntype A [n(m)]int\ntype A []int\ntype A [...]int\ntype A [2]int\ntype B[P *T,] int\ntype B[P *T | ~int] int\ntype B[P (T),] int\ntype B[P *[]int] int\ntype B[P []int] int\ntype B[P interface{ m() }] int\ntype B[P, Q any] int\ntype B[P *T, Q any] int\ntype A [P | Q]int\ntype B[P *T | Q | []int] int",
        expect![[r#"
            (type A (array n int))
            (type A (array (* n m) int))
            (type A (array (call n m) int))
            (type A ([] int))
            (type A (array ... int))
            (type A (array 2 int))
            (type B [P (* T)] int)
            (type B [P (| (* T) (~ int))] int)
            (type B [P T] int)
            (type B [P (* ([] int))] int)
            (type B [P ([] int)] int)
            (type B [P (interface (m ()))] int)
            (type B [P Q any] int)
            (type B [P (* T), Q any] int)
            (type A (array (| P Q) int))
            (type B [P (| (| (* T) Q) ([] int))] int)
        "#]],
    );
}
