//! The main function of a file of tests, as `go test` writes one (`cmd/go/internal/load/test.go`).

use crate::ast::{DeclKind, ExprKind, File, FuncDecl, Param};
use crate::diag::Diagnostic;

/// The name of the file that [`generate`] gives the text of.
pub const FILE_NAME: &str = "_testmain.go";

/// A Go file for a package that has test functions and no main function; none for any other package.
pub fn generate(files: &[File], diagnostics: &mut Vec<Diagnostic>) -> Option<String> {
    let mut tests = String::new();
    let mut test_main = "nil";
    // A program with a main function of its own may call its functions what it likes.
    let mut wrong = Vec::new();
    for decl in files.iter().flat_map(|file| file.decls) {
        let DeclKind::Func(func) = &decl.kind else { continue };
        if func.receiver.is_some() {
            continue;
        }
        let name = func.name.name;
        match name {
            "main" => return None,
            "TestMain" if takes(func, "M") => test_main = name,
            _ if is_test(name) && takes(func, "T") => {
                tests.push_str(&format!("\t\t{{\"{name}\", {name}}},\n"));
            }
            _ if !is_test(name) && name.starts_with("Test") && takes(func, "T") => {
                let message =
                    format!("{name} has malformed name: first letter after 'Test' must not be lowercase");
                wrong.push(Diagnostic::error(func.name.span, message));
            }
            _ if is_test(name) => wrong.push(Diagnostic::error(
                func.name.span,
                format!("wrong signature for {name}, must be: func {name}(t *testing.T)"),
            )),
            _ => {}
        }
    }
    diagnostics.append(&mut wrong);
    if tests.is_empty() {
        return None;
    }
    let package = &files.first()?.package.name;
    Some(format!(
        "package {package}\n\nimport \"testing\"\n\nfunc main() {{\n\ttesting.GoparkMain([]testing.InternalTest{{\n{tests}\
         \t}}, {test_main})\n}}\n"
    ))
}

/// `Test` followed by anything but a small letter.
fn is_test(name: &str) -> bool {
    name.strip_prefix("Test").is_some_and(|rest| !rest.starts_with(char::is_lowercase))
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
        let generated = generate(&[parsed.file], &mut diagnostics).unwrap_or_default();
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
                	testing.GoparkMain([]testing.InternalTest{
                		{"TestB", TestB},
                		{"Test", Test},
                	}, TestMain)
                }
            "#]],
        );
        check("package main\nfunc TestB(t *testing.T) {}\nfunc main() {}", &expect![""]);
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
