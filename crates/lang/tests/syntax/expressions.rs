//! Expressions: precedence, operands, literals.

use expect_test::{Expect, expect};

/// Compares the tree of one expression a line.
fn check(expressions: &str, expected: Expect) {
    let mut trees = String::new();
    for expression in expressions.lines() {
        let (tree, diagnostics) = super::parse(&format!("package p\nvar _ = {expression}"));
        assert_eq!(diagnostics, "", "in {expression}");
        let tree = tree.strip_prefix("(package p)\n(var _ = ").and_then(|tree| tree.strip_suffix(")\n"));
        trees += tree.expect("there is one variable");
        trees += "\n";
    }
    expected.assert_eq(&trees);
}

#[test]
fn operators_bind_by_precedence_and_to_the_left() {
    check(
        "a + b*c - d\na || b && c == d\na<<1 | b&^c\n-a * !b\n(a + b) * c\n<-c + 1\n&T{} == nil\n*p.q\n^a &^ ^b\na - -b",
        expect![[r#"
            (- (+ a (* b c)) d)
            (|| a (&& b (== c d)))
            (| (<< a 1) (&^ b c))
            (* (- a) (! b))
            (* (paren (+ a b)) c)
            (+ (<- c) 1)
            (== (& (lit T)) nil)
            (* (. p q))
            (&^ (^ a) (^ b))
            (- a (- b))
        "#]],
    );
}

#[test]
fn operands_take_selectors_indexes_slices_and_calls() {
    check(
        "a.b.c(1, x...)[3]\na[i](x)\na[:]\na[1:]\na[:2]\na[1:2:3]\na[:2:3]\nx.(T)\nF[int, string](1)\nT.Method\n(*T).Method",
        expect![[r#"
            (index (call... (. (. a b) c) 1 x) 3)
            (call (index a i) x)
            (slice a _ _)
            (slice a 1 _)
            (slice a _ 2)
            (slice3 a 1 2 3)
            (slice3 a _ 2 3)
            (assert x T)
            (call (index F int string) 1)
            (. T Method)
            (. (paren (* T)) Method)
        "#]],
    );
}

#[test]
fn composite_literals_nest_and_may_leave_out_types() {
    check(
        "T{}\n[]int{1, 2}\n[...]string{2: \"a\", \"b\"}\nmap[string][]P{\"a\": {{1, 2}, {3, 4}}}\np.T{X: 1, Y: f()}\nG[int]{1}\n&[]T{{}}\nstruct{ x int }{1}",
        expect![[r#"
            (lit T)
            (lit ([] int) 1 2)
            (lit (array ... string) 2: "a" "b")
            (lit (map string ([] P)) "a": (lit _ (lit _ 1 2) (lit _ 3 4)))
            (lit (. p T) X: 1 Y: (call f))
            (lit (index G int) 1)
            (& (lit ([] T) (lit _)))
            (lit (struct (x int)) 1)
        "#]],
    );
}

#[test]
fn function_literals_and_conversions_are_operands() {
    check(
        "func(x int) int { return x }(1)\n[]byte(s)\nchan int(nil)\n(<-chan int)(nil)\n<-chan int(nil)\nfunc()(x)\ninterface{}(x)",
        expect![[r#"
            (call (func (x int) -> (int) {
              (return x)
            }) 1)
            (call ([] byte) s)
            (call (chan int) nil)
            (call (paren (<-chan int)) nil)
            (<- (call (chan int) nil))
            (func () -> (x))
            (call (interface) x)
        "#]],
    );
}

#[test]
fn literals_of_all_forms() {
    check(
        "0\n0x_1F\n0b1_0\n0o17\n017\n1.\n.5e-3\n0x1p-2\n1e3i\n'a'\n'\\''\n'\\u00e9'\n\"\\x00\\377\"\n`raw\\n`\n09.5\n08i",
        expect![[r#"
            0
            0x_1F
            0b1_0
            0o17
            017
            1.
            .5e-3
            0x1p-2
            1e3i
            'a'
            '\''
            '\u00e9'
            "\x00\377"
            `raw\n`
            09.5
            08i
        "#]],
    );
}

#[test]
fn an_arrow_before_a_channel_type_belongs_to_the_type() {
    check(
        "(<-chan int)(c)\n<-chan<- chan int(c)\n(<-chan (<-chan int))(c)\n<-(c)",
        expect![[r#"
        (call (paren (<-chan int)) c)
        (<- (call (chan<- (chan int)) c))
        (call (paren (<-chan (paren (<-chan int)))) c)
        (<- (paren c))
    "#]],
    );
}
