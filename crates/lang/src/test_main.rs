//! The main function of a file of tests, as `go test` writes one (`cmd/go/internal/load/test.go`).

use crate::ast::{DeclKind, ExprKind, File, FuncDecl, Param};
use crate::diag::Diagnostic;
use crate::source::Sources;

/// The name of the file that [`generate`] gives the text of.
pub const FILE_NAME: &str = "_testmain.go";

/// A Go file for a package that has test functions and no main function; none for any other package.
pub fn generate(files: &[File], sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let (mut tests, mut fuzz, mut examples) = (String::new(), String::new(), String::new());
    let mut has_benchmarks = false;
    let mut test_main = "";
    // A program with a main function of its own may call its functions what it likes.
    let mut wrong = Vec::new();
    for decl in files.iter().flat_map(|file| file.decls) {
        let DeclKind::Func(func) = &decl.kind else { continue };
        if func.receiver.is_some() {
            continue;
        }
        let name = func.name.name;
        let entry = format!("\t\t{{\"{name}\", {name}}},\n");
        let mut is_kind = |prefix: &str, what: &str| {
            let is_kind = is_test(name, prefix);
            let is_right = is_kind && takes(func, what);
            if is_kind && !is_right {
                let small = what.to_ascii_lowercase();
                let message =
                    format!("wrong signature for {name}, must be: func {name}({small} *testing.{what})");
                wrong.push(Diagnostic::error(func.name.span, message));
            }
            is_right
        };
        match name {
            "main" => return None,
            "TestMain" if takes(func, "M") => test_main = name,
            _ if is_kind("Test", "T") => tests += &entry,
            _ if is_kind("Fuzz", "F") => fuzz += &entry,
            _ if is_kind("Benchmark", "B") => has_benchmarks = true,
            _ if is_test(name, "Example") => examples += &example(func, sources).unwrap_or_default(),
            _ if name.starts_with("Test") && !is_test(name, "Test") && takes(func, "T") => {
                let message =
                    format!("{name} has malformed name: first letter after 'Test' must not be lowercase");
                wrong.push(Diagnostic::error(func.name.span, message));
            }
            _ => {}
        }
    }
    diagnostics.append(&mut wrong);
    if tests.is_empty() && fuzz.is_empty() && examples.is_empty() && !has_benchmarks {
        return None;
    }
    let package = &files.first()?.package.name;
    let list = |what: &str, list: &str| match list {
        "" => "nil".to_string(),
        list => format!("[]testing.Internal{what}{{\n{list}\t}}"),
    };
    let (tests, fuzz, examples) =
        (list("Test", &tests), list("FuzzTarget", &fuzz), list("Example", &examples));
    let run = if test_main.is_empty() { "m.Run()".to_string() } else { format!("{test_main}(m)") };
    Some(format!(
        "package {package}\n\nimport \"testing\"\n\nfunc main() {{\n\tm := testing.GoparkStart({tests}, {fuzz}, {examples})\n\
         \t{run}\n\tm.GoparkExit()\n}}\n"
    ))
}

/// The entry of an example that says at its end what it writes (`go/doc/example.go:exampleOutput`); others are not run.
fn example(func: &FuncDecl, sources: &Sources) -> Option<String> {
    if !func.signature.params.is_empty() || !func.signature.results.is_empty() {
        return None;
    }
    let rbrace = func.body.as_ref()?.rbrace;
    let before = sources.get(rbrace.file)?.text().get(..rbrace.start as usize)?.trim_end();
    let mut lines = Vec::new();
    for line in before.rsplit('\n') {
        let Some(comment) = line.trim().strip_prefix("//") else { break };
        lines.push(comment.strip_prefix(' ').unwrap_or(comment));
    }
    lines.reverse();
    let begins = |text: &str, with: &str| {
        text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with)).then_some(with.len())
    };
    let first = lines.first_mut()?;
    let unordered = begins(first, "unordered ");
    *first = &first[unordered.unwrap_or(0)..];
    *first = first[begins(first, "output:")?..].trim();
    let (is_below, mut quoted) = (first.is_empty(), String::new());
    for line in &lines[usize::from(is_below)..] {
        for c in line.chars() {
            if matches!(c, '"' | '\\') {
                quoted.push('\\');
            }
            quoted.push(c);
        }
        quoted.push_str("\\n");
    }
    let (name, unordered) = (func.name.name, unordered.is_some());
    Some(format!("\t\t{{\"{name}\", {name}, \"{quoted}\", {unordered}}},\n"))
}

/// A prefix followed by anything but a small letter.
fn is_test(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

/// The only parameter is a pointer to `what` of package testing, and there is no result.
fn takes(func: &FuncDecl, what: &str) -> bool {
    let signature = &func.signature;
    let [Param { names, variadic: None, ty }] = signature.params else { return false };
    let ExprKind::Star(pointee) = &ty.kind else { return false };
    let is_what = match &pointee.kind {
        ExprKind::Selector { member, .. } => member.name == what,
        ExprKind::Name(ident) => ident.name == what,
        _ => false,
    };
    is_what && names.len() <= 1 && signature.results.is_empty() && signature.type_params.is_empty()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::generate;
    use crate::arena::Arena;
    use crate::diag::render_all;
    use crate::parser::parse_file;
    use crate::source::{SourceFile, Sources};

    fn check(text: &str, expected: &Expect) {
        let mut sources = Sources::new();
        let id = sources.add(SourceFile::new("a_test.go", text)).unwrap();
        let arena = Arena::new();
        let parsed = parse_file(id, sources.get(id).unwrap(), 0, &arena);
        let mut diagnostics = parsed.diagnostics;
        let generated = generate(&[parsed.file], &sources, &mut diagnostics).unwrap_or_default();
        expected.assert_eq(&format!("{generated}{}", render_all(&diagnostics, &sources)));
    }

    #[test]
    fn a_program_names_its_functions_as_it_likes() {
        check("package main\nfunc TestList() {}\nfunc main() { TestList() }", &expect![""]);
    }

    #[test]
    fn a_file_of_tests_gets_a_main_function() {
        check(
            "package a\nfunc TestB(t *testing.T) {}\nfunc Test(t *T) {}\nfunc TestMain(m *testing.M) {}\nfunc help() {}",
            &expect![[r#"
                package a

                import "testing"

                func main() {
                	m := testing.GoparkStart([]testing.InternalTest{
                		{"TestB", TestB},
                		{"Test", Test},
                	}, nil, nil)
                	TestMain(m)
                	m.GoparkExit()
                }
            "#]],
        );
        check("package main\nfunc TestB(t *testing.T) {}\nfunc main() {}", &expect![""]);
    }

    #[test]
    fn examples_are_compared_with_the_comment_at_their_end() {
        check(
            "package a\nfunc FuzzB(f *testing.F) {}\nfunc BenchmarkB(b *testing.B) {}\nfunc ExampleB() {\n\t// a\n\n\t// Output: \"b\"\n}\n\
             func ExampleC() {\n\tc()\n\t// unordered OUTPUT:\n\t//   c\n\t//\n\t// d\n\n}\nfunc ExampleD() {\n\t// none\n}\nfunc ExampleE() {}",
            &expect![[r#"
                package a

                import "testing"

                func main() {
                	m := testing.GoparkStart(nil, []testing.InternalFuzzTarget{
                		{"FuzzB", FuzzB},
                	}, []testing.InternalExample{
                		{"ExampleB", ExampleB, "\"b\"\n", false},
                		{"ExampleC", ExampleC, "  c\n\nd\n", true},
                	})
                	m.Run()
                	m.GoparkExit()
                }
            "#]],
        );
        check(
            "package a\nfunc BenchmarkB(b *testing.B) {}",
            &expect![[r#"
            package a

            import "testing"

            func main() {
            	m := testing.GoparkStart(nil, nil, nil)
            	m.Run()
            	m.GoparkExit()
            }
        "#]],
        );
    }

    #[test]
    fn what_is_nearly_a_test_is_reported() {
        check(
            "package a\nfunc TestB() {}\nfunc TestC(t testing.T) {}\nfunc TestD(t *testing.T) int { return 0 }\n\
             func Testable(t *testing.T) {}\nfunc Testament() {}",
            &expect![[r#"
                a_test.go:2:6: wrong signature for TestB, must be: func TestB(t *testing.T)
                a_test.go:3:6: wrong signature for TestC, must be: func TestC(t *testing.T)
                a_test.go:4:6: wrong signature for TestD, must be: func TestD(t *testing.T)
                a_test.go:5:6: Testable has malformed name: first letter after 'Test' must not be lowercase
            "#]],
        );
    }
}
