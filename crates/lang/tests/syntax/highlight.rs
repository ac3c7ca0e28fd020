//! The token stream for editors.

use expect_test::{Expect, expect};
use gopark_lang::lexer::tokens;
use gopark_lang::source::SourceFile;

fn check(text: &str, expected: Expect) {
    let source = SourceFile::new("a.go", text);
    let lines = tokens(Default::default(), &source).into_iter().map(|token| {
        let bad = if token.bad { " bad" } else { "" };
        format!("{:?}{bad} {:?}\n", token.kind, source.slice(token.span))
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn comments_are_tokens_and_implied_semicolons_are_not() {
    check(
        "package p // why\n/* a\nb */ x := 1 /* c\n*/ y;",
        expect![[r#"
        Package "package"
        Name "p"
        Comment "// why"
        Comment "/* a\nb */"
        Name "x"
        Define ":="
        Literal(Int) "1"
        Comment "/* c\n*/"
        Name "y"
        Semi(Written) ";"
    "#]],
    );
}

#[test]
fn operators_are_as_long_as_possible() {
    check(
        "a&^=b<<=c<-d...&&!= := ++ ->>=~",
        expect![[r#"
        Name "a"
        AssignOp(AndNot) "&^="
        Name "b"
        AssignOp(ShiftLeft) "<<="
        Name "c"
        Arrow "<-"
        Name "d"
        DotDotDot "..."
        Binary(AndAnd) "&&"
        Binary(NotEqual) "!="
        Define ":="
        IncDec(Add) "++"
        Binary(Sub) "-"
        AssignOp(ShiftRight) ">>="
        Tilde "~"
    "#]],
    );
}

#[test]
fn malformed_literals_are_marked() {
    check(
        "0x 1_ 'ab' \"open\n0b2 `raw",
        expect![[r#"
        Literal(Int) bad "0x"
        Literal(Int) bad "1_"
        Literal(Rune) bad "'ab'"
        Literal(String) bad "\"open"
        Literal(Int) bad "0b2"
        Literal(String) bad "`raw"
    "#]],
    );
}
