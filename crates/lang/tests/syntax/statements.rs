//! Statements.

use expect_test::{Expect, expect};

/// Compares the tree of the statements of a function.
fn check(statements: &str, expected: Expect) {
    let (tree, diagnostics) = super::parse(&format!("package p\nfunc f() {{\n{statements}\n}}"));
    assert_eq!(diagnostics, "", "in {statements}");
    let tree = tree.strip_prefix("(package p)\n(func f () {\n").and_then(|tree| tree.strip_suffix("})\n"));
    let tree = tree.expect("there is one function");
    let lines: Vec<&str> = tree.lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn simple_statements() {
    check(
        "f(x)\nc <- v\nx++\ny--\na, b = b, a\nx <<= 2\nx &^= y\ni, j := 0, 1\n<-c\nvar v int\nconst k = 1\ntype T int\n;\n{ x() }",
        expect![[r#"
              (call f x)
              (send c v)
              (++ x)
              (-- y)
              (= (a b) b a)
              (<<= (x) 2)
              (&^= (x) y)
              (:= (i j) 0 1)
              (<- c)
              (var v: int)
              (const@0 k = 1)
              (type T int)
              (empty)
              {
                (call x)
              }
        "#]],
    );
}

#[test]
fn conditions_do_not_take_composite_literals_without_parentheses() {
    check(
        "if x == y {}\nif a := f(); a > 0 {\n} else if b {\n} else {\n\tc()\n}\nif (T{}) == x {}\nif f(T{}) {}\nfor x := range (T{}) {}\nswitch x := (T{1}); x.y {}",
        expect![[r#"
              (if (== x y) {})
              (if init=(:= (a) (call f)) (> a 0) {} else (if b {} else {
                (call c)
              }))
              (if (== (paren (lit T)) x) {})
              (if (call f (lit T)) {})
              (range (:= (x)) (paren (lit T)) {})
              (switch init=(:= (x) (paren (lit T 1))) (. x y))
        "#]],
    );
}

#[test]
fn loops() {
    check(
        "for {}\nfor x {}\nfor i := 0; i < 10; i++ {}\nfor ; ; {}\nfor range 10 {}\nfor i := range n {}\nfor k, v = range m {}\nfor range c {}\nfor x, y := range func(yield func(int, int) bool) {} {}",
        expect![[r#"
              (for {})
              (for x {})
              (for init=(:= (i) 0) (< i 10) post=(++ i) {})
              (for {})
              (range 10 {})
              (range (:= (i)) n {})
              (range (= (k v)) m {})
              (range c {})
              (range (:= (x y)) (func (yield (func (int, int) -> (bool))) {}) {})
        "#]],
    );
}

#[test]
fn switches_and_selects() {
    check(
        "switch {}\nswitch x {\ncase 1, 2:\n\tf()\n\tfallthrough\ncase 3:\ndefault:\n\tg()\n}\nswitch x := y.(type) {\ncase int, nil:\n\tf(x)\n}\nswitch f(); y.(type) {}\nselect {\ncase v := <-c:\n\tf(v)\ncase c <- 1:\ncase <-d:\ncase v, ok = <-c:\ndefault:\n}",
        expect![[r#"
              (switch)
              (switch x
                (case 1 2 {
                  (call f)
                  (fallthrough)
                })
                (case 3 {})
                (default {
                  (call g)
                }))
              (typeswitch x y
                (case int nil {
                  (call f x)
                }))
              (typeswitch init=(call f) _ y)
              (select
                (case (:= (v) (<- c)) {
                  (call f v)
                })
                (case (send c 1) {})
                (case (<- d) {})
                (case (= (v ok) (<- c)) {})
                (default {}))
        "#]],
    );
}

#[test]
fn jumps_and_calls() {
    check(
        "L: for {\n\tbreak L\n\tcontinue L\n\tgoto M\n}\nM: go f()\ndefer func() { recover() }()\ngoto M\nN:\n\tif x { goto N }\nreturn",
        expect![[r#"
              (label L (for {
                (break L)
                (continue L)
                (goto M)
              }))
              (label M (go (call f)))
              (defer (call (func () {
                (call recover)
              })))
              (goto M)
              (label N (if x {
                (goto N)
              }))
              (return)
        "#]],
    );
}
