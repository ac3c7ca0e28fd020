//! Syntax errors: their wording, their places, and how parsing goes on after them. Every expectation here is what
//! `go tool compile -e` of Go 1.27 prints.

use expect_test::{Expect, expect};

/// Compares the diagnostics of a file without its package clause, which this adds in line 1.
fn check(source: &str, expected: Expect) {
    let (_, diagnostics) = super::parse(&format!("package p; {source}"));
    expected.assert_eq(&diagnostics);
}

#[test]
fn the_package_clause_comes_first() {
    let (tree, diagnostics) = super::parse("func f() {}\n");
    expect![[r#"
        a.go:1:1: syntax error: package statement must be first
        (package _)
    "#]]
    .assert_eq(&format!("{diagnostics}{tree}"));
}

#[test]
fn characters_and_encodings() {
    check(
        "var a = 1 @ 2\nvar b\u{0} = 1\nvar c\u{feff} = 1\nvar x² = 1\nvar ٣x = 2\nvar d = 1 \u{201c}",
        expect![[r#"
            a.go:1:22: invalid character U+0040 '@'
            a.go:1:24: syntax error: unexpected literal 2 after top level declaration
            a.go:2:6: invalid NUL character
            a.go:3:6: invalid BOM in the middle of the file
            a.go:4:6: invalid character U+00B2 '²' in identifier
            a.go:5:5: identifier cannot begin with digit U+0663 '٣'
            a.go:6:11: invalid character U+201C '“' in identifier
            a.go:6:11: syntax error: unexpected name “ after top level declaration
        "#]],
    );
}

#[test]
fn strings_and_runes() {
    check(
        "var a = \"open\nvar b = 'ab'\nvar c = ''\nvar d = \"\\q\"\nvar e = '\\400'\nvar f = '\\ud800'\nvar g = \"\\xg\"\nvar h = '\n",
        expect![[r#"
            a.go:1:25: newline in string
            a.go:2:9: more than one character in rune literal
            a.go:3:10: empty rune literal or unescaped '
            a.go:4:11: unknown escape
            a.go:5:14: octal escape value 256 > 255
            a.go:6:16: escape is invalid Unicode code point U+D800
            a.go:7:12: invalid character 'g' in hexadecimal escape
            a.go:8:10: newline in rune literal
        "#]],
    );
    check(
        "var a = `open\n",
        expect![[r#"
        a.go:1:20: string not terminated
    "#]],
    );
    check(
        "var a = 1 /* open\n",
        expect![[r#"
        a.go:1:22: comment not terminated
    "#]],
    );
}

#[test]
fn numbers() {
    check(
        "var a = 0x\nvar b = 0b12\nvar c = 089\nvar d = 1_\nvar e = 1__0\nvar f = 1e\nvar g = 0x1.0\nvar h = 0b1.0\nvar i = 1p2\nvar j = 0x1e+2p\nvar k = 0o1e2",
        expect![[r#"
            a.go:1:22: hexadecimal literal has no digits
            a.go:2:12: invalid digit '2' in binary literal
            a.go:3:10: invalid digit '8' in octal literal
            a.go:4:10: '_' must separate successive digits
            a.go:5:11: '_' must separate successive digits
            a.go:6:11: exponent has no digits
            a.go:7:14: hexadecimal mantissa requires a 'p' exponent
            a.go:8:12: invalid radix point in binary literal
            a.go:9:10: 'p' exponent requires hexadecimal mantissa
            a.go:10:15: 'p' exponent requires hexadecimal mantissa
            a.go:11:12: 'e' exponent requires decimal mantissa
        "#]],
    );
}

#[test]
fn all_errors_of_a_file_are_reported() {
    check(
        "\nimport \"a\"\nvar x int = \nfunc f() {\n\tx := 1 +\n\ty = 2)\n\tif x = 1 { }\n\tfor i := 0; i < 10 { }\n\treturn 1 2\n}\nx := 3\nimport \"b\"\nfunc g() { else }\nfunc (h) { }\ntype T struct { 1 }\n",
        expect![[r#"
            a.go:4:6: syntax error: unexpected name f, expected (
            a.go:7:2: syntax error: non-declaration statement outside function body
            a.go:12:1: syntax error: imports must appear before other declarations
            a.go:13:12: syntax error: unexpected keyword else, expected }
            a.go:14:10: syntax error: unexpected {, expected name
            a.go:15:17: syntax error: unexpected literal 1, expected field name or embedded type
        "#]],
    );
}

#[test]
fn headers() {
    check(
        "func f() {\n\tif { }\n\tif x; { }\n\tif x\n\t{ }\n\tfor x := 1; { }\n\tfor ;; x := 1 { }\n\tfor var i = 0; i < 1; i++ { }\n\tif x := 1 { }\n\tif a && b = c { }\n\tif x++ { }\n\tswitch x\n\t{ }\n}\n",
        expect![[r#"
            a.go:2:5: syntax error: missing condition in if statement
            a.go:3:6: syntax error: missing condition in if statement
            a.go:4:6: syntax error: unexpected newline, expected { after if clause
            a.go:6:14: syntax error: unexpected {, expected for loop condition
            a.go:7:11: syntax error: cannot declare in post statement of for loop
            a.go:8:10: syntax error: var declaration not allowed in for initializer
            a.go:9:7: syntax error: cannot use x := 1 as value
            a.go:10:12: syntax error: cannot use assignment (a && b) = c as value
            a.go:11:6: syntax error: cannot use x++ as value
        "#]],
    );
    check(
        "func f() {\n\tif x { } else x()\n\tfor x\n}\n",
        expect![[r#"
        a.go:2:16: syntax error: else must be followed by if or statement block
        a.go:4:1: syntax error: unexpected }, expected expression
    "#]],
    );
}

#[test]
fn statements() {
    check(
        "func f() {\n\ta, b\n\tgo (f())\n\tdefer (f)()\n\tx.(\n\tx.1\n\tcase 1:\n\tL:\n}\nfunc g() { switch { x } }\nfunc h() { select { f() } }\n",
        expect![[r#"
            a.go:2:6: syntax error: unexpected newline, expected := or = or comma
            a.go:3:5: expression in go must not be parenthesized
            a.go:6:3: syntax error: unexpected literal .1, expected )
            a.go:7:2: syntax error: unexpected keyword case, expected }
            a.go:10:21: syntax error: unexpected name x, expected case or default or }
            a.go:11:6: syntax error: unexpected name h, expected (
        "#]],
    );
}

#[test]
fn parameters() {
    check(
        "func a(x int, string)\nfunc b(x, y)(z int, w)\nfunc c(x ...int, y int)\nfunc d() (x ...int)\nfunc e[P]()\nfunc f[]()\nfunc g[P any, Q]()\nfunc (a, b T) h()\nfunc () i()\nfunc j(x int\nfunc k(...)\nvar l = func[P any]() {}\nfunc m(...int, a int)\n",
        expect![[r#"
            a.go:1:32: syntax error: missing parameter type
            a.go:2:22: syntax error: missing parameter type
            a.go:3:10: can only use ... with final parameter
            a.go:4:13: invalid use of ...
            a.go:5:9: syntax error: missing type constraint
            a.go:6:8: syntax error: empty type parameter list
            a.go:7:16: syntax error: missing type constraint
            a.go:8:15: method has multiple receivers
            a.go:9:9: method has no receiver
            a.go:10:13: syntax error: unexpected newline in parameter list; possibly missing comma or )
            a.go:12:13: syntax error: function type must have no type parameters
            a.go:13:8: syntax error: missing parameter name
            a.go:13:8: can only use ... with final parameter
        "#]],
    );
}

#[test]
fn types() {
    check(
        "type A struct { (T) }\ntype B struct { *(T) }\ntype C interface { m[P any]() }\ntype D [n,]int\ntype E\ntype F chan\ntype G map[int\ntype H interface { m[](); T[] }\ntype I[P *T] int\nvar J <-chan<- int\nvar K = (T){}\nvar L = x[1:2:]\nvar M = x[::3]\nvar N = x[]\nvar O T[]\nvar P map[string]int{}\n",
        expect![[r#"
            a.go:1:28: syntax error: cannot parenthesize embedded type
            a.go:2:18: syntax error: cannot parenthesize embedded type
            a.go:3:21: interface method must have no type parameters
            a.go:4:11: syntax error: missing type constraint
            a.go:5:7: syntax error: unexpected newline in type declaration
            a.go:7:1: syntax error: missing channel element type
            a.go:8:1: syntax error: unexpected keyword type, expected type
            a.go:10:16: syntax error: unexpected name int, expected keyword chan
            a.go:11:12: syntax error: cannot parenthesize type in composite literal
            a.go:12:15: final index required in 3-index slice
            a.go:13:12: middle index required in 3-index slice
            a.go:14:11: syntax error: unexpected ], expected operand
            a.go:15:9: syntax error: unexpected ], expected type argument list
            a.go:16:21: syntax error: unexpected { after top level declaration
        "#]],
    );
}

#[test]
fn braces_on_the_next_line() {
    check(
        "func f()\n{\n}\nvar x = 1\n{\n}\n",
        expect![[r#"
        a.go:2:1: syntax error: unexpected semicolon or newline before {
        a.go:5:1: syntax error: non-declaration statement outside function body
    "#]],
    );
}

#[test]
fn labels_and_jumps() {
    check(
        "func f() {\n\tbreak\n\tcontinue\n\tfallthrough\n\tgoto A\n\tx := 1\nA:\nB:\n\tfor { break C; continue A; break A }\n\tgoto D\n\t{\n\tD:\n\t}\nA:\n\tgoto E\n\tswitch { case x: fallthrough }\n\tswitch x.(type) { case y: fallthrough; case z: }\n\tswitch { case x: { fallthrough }; case y: }\nF:\n\tswitch { case x: continue F }\n}\n",
        expect![[r#"
            a.go:2:2: break is not in a loop, switch, or select
            a.go:3:2: continue is not in a loop
            a.go:4:2: fallthrough statement out of place
            a.go:5:7: goto A jumps over declaration of x at a.go:6:4
            a.go:8:1: label B defined and not used
            a.go:9:14: break label not defined: C
            a.go:9:26: invalid continue label A
            a.go:9:35: invalid break label A
            a.go:10:7: goto D jumps into block starting at a.go:11:2
            a.go:14:1: label A already defined at a.go:7:1
            a.go:15:7: label E not defined
            a.go:16:19: cannot fallthrough final case in switch
            a.go:17:28: cannot fallthrough in type switch
            a.go:18:21: fallthrough statement out of place
            a.go:20:28: invalid continue label F
        "#]],
    );
}

#[test]
fn one_syntax_error_a_line() {
    check(
        "func f() { ) ) }; func g() { ] ] }\nfunc h() { ( }",
        expect![[r#"
        a.go:1:23: syntax error: unexpected ), expected }
        a.go:2:14: syntax error: unexpected }, expected expression
    "#]],
    );
}

#[test]
fn malformed_utf8_is_reported_where_it_stands() {
    let source =
        gopark_lang::source::SourceFile::from_bytes("a.go", b"package p\nvar s = \"a\xffb\"\n// \xc3\n");
    let arena = gopark_lang::arena::Arena::new();
    let parsed = gopark_lang::parser::parse_file(Default::default(), &source, 0, &arena);
    let lines: Vec<String> = parsed
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let at = source.line_col(diagnostic.span.start);
            format!("{}:{}: {}", at.line, at.col, diagnostic.message)
        })
        .collect();
    assert_eq!(lines, ["2:11: invalid UTF-8 encoding", "3:4: invalid UTF-8 encoding"]);
}
