//! The programs that do not do what their test expects, and why.

/// Why a program is an exception.
#[derive(Clone, Copy)]
pub enum Why {
    /// Go 1.27.3 itself does not do what the test of Go 1.19 expects; what it does ends with this text.
    RealGo { reason: &'static str, shows: &'static str },
    /// It is not run: real Go computes for seconds.
    Slow,
    /// Gopark differs, knowingly.
    Ours(&'static str),
}

/// Since Go 1.22, each iteration of a loop has variables of its own.
const LOOPS: &str = "expects the loop variables of Go before 1.22";
/// The built-in print wrote floats as +1.500000e+000.
const FLOATS: &str = "expects the built-in print's floats of Go before 1.27";
const WORDS: &str = "expects other words of a runtime error";

const PRINT: &str = "\
(9+10i)\ntrue\nfalse\nhello\none two\none two\nhello\nfalse\ntrue\n(14+15i)\n13\n12\n12\n12\n12\n12\n12\n-11\n\
[0/0]0x0\n0x0\n(0x0,0x0)\n(0x0,0x0)\n";
const CONVERT4: &str = "\
panic: runtime error: cannot convert slice with length 8 to array or pointer to array with length 9 [recovered]\n\
\tpanic: expected panic runtime error: cannot convert slice with length 8 to pointer to array with length 9 got \
runtime error: cannot convert slice with length 8 to array or pointer to array with length 9\n-- exit 2 --\n";
const ESCAPE: &str = "\
want aliased pointers but got different after range_escapes2\n\
want aliased pointers but got different after for_escapes2\npanic: BUG: no escape\n-- exit 2 --\n";
const GROW: &str = "\
panic: runtime error: growslice: len out of range [recovered]\n\
\tpanic: got panic runtime error: growslice: len out of range, want cap out of range\n-- exit 2 --\n";
const DEFERPRINT: &str = "42 true false true 1.5 world 0x0 [0/0]0x0 0x0 0x0 255\n";

const fn real_go(reason: &'static str, shows: &'static str) -> Why {
    Why::RealGo { reason, shows }
}

const EXCEPTIONS: &[(&str, Why)] = &[
    ("abi/uglyfib.go", Why::Slow),
    ("bench/garbage/peano.go", real_go("belongs to several files", "undefined: gcstats\n-- exit 1 --\n")),
    ("closure2.go", real_go(LOOPS, "panic: g() != 1\n-- exit 2 --\n")),
    ("convert4.go", real_go(WORDS, CONVERT4)),
    ("deferprint.go", real_go(FLOATS, DEFERPRINT)),
    ("env.go", real_go("expects GOARCH in the environment", "!= runtime.GOARCH=amd64\n-- exit 1 --\n")),
    ("escape.go", real_go(LOOPS, ESCAPE)),
    ("fixedbugs/bug409.go", real_go(FLOATS, "1 2 3 4\n")),
    ("fixedbugs/issue18149.go", Why::Ours("//line comments do not move places")),
    ("fixedbugs/issue22662.go", Why::Ours("//line comments do not move places")),
    ("fixedbugs/issue29190.go", real_go(WORDS, GROW)),
    ("fixedbugs/issue29504.go", Why::Ours("//line comments do not move places")),
    ("fixedbugs/issue35576.go", real_go(FLOATS, "-4242x-42 42 x\n")),
    (
        "fixedbugs/issue53309.go",
        real_go("infers what Go 1.19 inferred", "/issue53309.go:32:10)\n-- exit 1 --\n"),
    ),
    ("fixedbugs/issue6899.go", real_go(FLOATS, "-0\n")),
    ("ken/cplx0.go", real_go(FLOATS, "(5+6i)\n(5+6i)\n(5+6i)\n(5+6i)\n")),
    ("print.go", real_go(FLOATS, PRINT)),
    ("typeparam/typeswitch5.go", real_go(FLOATS, "fooer 6\nother\nother\nfooer 9\n")),
];

/// Why the program of this name is an exception, if it is one.
pub fn exception(name: &str) -> Option<Why> {
    EXCEPTIONS.iter().find(|(of, _)| *of == name).map(|&(_, why)| why)
}
