//! Types.

use expect_test::{Expect, expect};

/// Compares the tree of one type a line.
fn check(types: &str, expected: Expect) {
    let mut trees = String::new();
    for ty in types.lines() {
        let (tree, diagnostics) = super::parse(&format!("package p\nvar _ {ty}"));
        assert_eq!(diagnostics, "", "in {ty}");
        let tree = tree.strip_prefix("(package p)\n(var _: ").and_then(|tree| tree.strip_suffix(")\n"));
        trees += tree.expect("there is one variable");
        trees += "\n";
    }
    expected.assert_eq(&trees);
}

#[test]
fn composite_types() {
    check(
        "[]int\n[4][n]*p.T\nmap[string]map[int]bool\nchan<- chan int\n<-chan <-chan int\nchan (<-chan int)\nfunc(int, ...string) (a, b error)\nfunc(a, b int, c func()) func()\nG[int, []string]\n(int)",
        expect![[r#"
            ([] int)
            (array 4 (array n (* (. p T))))
            (map string (map int bool))
            (chan<- (chan int))
            (<-chan (<-chan int))
            (chan (paren (<-chan int)))
            (func (int, ...string) -> (a b error))
            (func (a b int, c (func ())) -> ((func ())))
            (index G int ([] string))
            (paren int)
        "#]],
    );
}

#[test]
fn structs() {
    check(
        "struct{}\nstruct { a, b int; c string `json:\"c\"` }\nstruct { T; *U; p.V; *p.W \"tag\"; G[int]; p.G[K, V]; a [2]int; b []int; c [n]G[int] }",
        expect![[r#"
            (struct)
            (struct (a b int) (c string `json:"c"`))
            (struct (embed T) (embed (* U)) (embed (. p V)) (embed (* (. p W)) "tag") (embed (index G int)) (embed (index (. p G) K V)) (a (array 2 int)) (b ([] int)) (c (array n (index G int))))
        "#]],
    );
}

#[test]
fn interfaces() {
    check(
        "interface{}\ninterface { m(); n(x int) error }\ninterface { ~int | ~string; fmt.Stringer; T[int]; T[int] | p.U; *T; []int | U; comparable }",
        expect![[r#"
            (interface)
            (interface (m ()) (n (x int) -> (error)))
            (interface (embed (| (~ int) (~ string))) (embed (. fmt Stringer)) (embed (index T int)) (embed (| (index T int) (. p U))) (embed (* T)) (embed (| ([] int) U)) (embed comparable))
        "#]],
    );
}
