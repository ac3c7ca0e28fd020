//! What the places of a recording are called: stacks as the file has them become chains of places, and of each stack the
//! newest call of the program's own is the place where its goroutine is said to stand.

use std::collections::BTreeMap;

use gopark_trace::{Pc, Site, Sites};

/// A call as a file has it.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    pub func: &'a str,
    pub file: &'a str,
    pub line: u32,
}

/// Gives numbers to texts and places.
#[derive(Default)]
pub struct Namer {
    pub sites: Sites,
    texts: BTreeMap<String, u32>,
    pcs: BTreeMap<Site, Pc>,
    /// There were more places than are kept.
    pub is_full: bool,
}

impl Namer {
    /// The place where a goroutine stands whose calls in progress are `stack`, the latest first; `NONE` without any.
    pub fn stand(&mut self, stack: &[Call<'_>]) -> Pc {
        let stack = visible(stack);
        let mut at = Pc::NONE;
        let mut own = Pc::NONE;
        for call in stack.iter().rev() {
            let is_std = is_std(call.func);
            at = self.place(call, is_std, at, Pc::NONE);
            if !is_std {
                own = at;
            }
        }
        let Some(innermost) = self.sites.get(at).copied() else { return Pc::NONE };
        match self.sites.get(own).copied() {
            Some(_) if own == at => at,
            Some(site) => self.add(Site { innermost: at, ..site }),
            // With nothing but calls of Go's own packages, the latest of them has to do.
            None => self.add(Site { innermost: at, is_std: false, ..innermost }),
        }
    }

    /// The place where a goroutine begins.
    pub fn entry(&mut self, call: &Call<'_>) -> Pc {
        self.place(call, is_std(call.func), Pc::NONE, Pc::NONE)
    }

    fn place(&mut self, call: &Call<'_>, is_std: bool, caller: Pc, innermost: Pc) -> Pc {
        let (func, file) = (self.text(call.func), self.text(call.file));
        self.add(Site { func, file, line: call.line, is_std, caller, innermost })
    }

    fn add(&mut self, site: Site) -> Pc {
        if let Some(&pc) = self.pcs.get(&site) {
            return pc;
        }
        let pc = self.sites.add(site);
        if pc.is_none() {
            self.is_full = true;
        } else {
            self.pcs.insert(site, pc);
        }
        pc
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.texts.get(text) {
            return id;
        }
        let id = self.sites.add_text(text);
        self.texts.insert(text.to_owned(), id);
        id
    }
}

/// A stack as Go prints it: without the runtime's calls at its end, and what called `main.main`.
fn visible<'a, 'b>(stack: &'a [Call<'b>]) -> &'a [Call<'b>] {
    let Some(first) = stack.iter().position(|call| !is_runtime(call.func)) else { return stack };
    let last = stack.iter().rposition(|call| !matches!(call.func, "runtime.main" | "runtime.goexit"));
    stack.get(first..=last.unwrap_or(first)).unwrap_or(stack)
}

/// A function of package runtime itself.
pub fn is_runtime(func: &str) -> bool {
    func.starts_with("runtime.")
}

/// Whether a function is of one of Go's own packages. They alone have no dot in the first element of their path, but so
/// have programs that never were published, so the first elements are told by name (the folders of Go 1.27's `src`).
pub fn is_std(func: &str) -> bool {
    const FIRST: [&str; 53] = [
        "archive",
        "arena",
        "bufio",
        "bytes",
        "cmp",
        "compress",
        "container",
        "context",
        "crypto",
        "database",
        "debug",
        "embed",
        "encoding",
        "errors",
        "expvar",
        "flag",
        "fmt",
        "go",
        "hash",
        "html",
        "image",
        "index",
        "internal",
        "io",
        "iter",
        "log",
        "maps",
        "math",
        "mime",
        "net",
        "os",
        "path",
        "plugin",
        "reflect",
        "regexp",
        "runtime",
        "simd",
        "slices",
        "sort",
        "strconv",
        "strings",
        "structs",
        "sync",
        "syscall",
        "testing",
        "text",
        "time",
        "unicode",
        "unique",
        "unsafe",
        "uuid",
        "vendor",
        "weak",
    ];
    let end = func.find(['/', '.']).unwrap_or(func.len());
    FIRST.contains(&&func[..end])
}

#[cfg(test)]
mod tests {
    use super::{Call, Namer, is_std};

    #[test]
    fn go_s_own_packages_are_known() {
        for own in [
            "runtime.gopark",
            "net/http.(*conn).serve",
            "sync.(*Mutex).Lock",
            "internal/poll.runtime_pollWait",
        ] {
            assert!(is_std(own), "{own}");
        }
        for other in
            ["main.main", "github.com/a/b.F", "gosamples/lab.Dump", "golang.org/x/net.F", "runtimes.F"]
        {
            assert!(!is_std(other), "{other}");
        }
    }

    fn check(stack: &[(&str, u32)], stands: &str, calls: &str) {
        let mut namer = Namer::default();
        let stack: Vec<_> = stack.iter().map(|&(func, line)| Call { func, file: "a.go", line }).collect();
        let pc = namer.stand(&stack);
        let named = |pc| {
            namer.sites.get(pc).map_or("nowhere".to_owned(), |site| {
                format!(
                    "{}:{}{}",
                    namer.sites.text(site.func),
                    site.line,
                    if site.is_std { " std" } else { "" }
                )
            })
        };
        assert_eq!(named(pc), stands);
        assert_eq!(namer.sites.calls(pc).map(named).collect::<Vec<_>>().join(", "), calls);
    }

    #[test]
    fn a_goroutine_stands_at_the_newest_call_of_the_program() {
        check(
            &[("main.work", 7), ("main.main", 9), ("runtime.main", 1)],
            "main.work:7",
            "main.work:7, main.main:9",
        );
        check(
            &[("runtime.gopark", 1), ("sync.(*WaitGroup).Wait", 2), ("main.main", 9)],
            "main.main:9",
            "sync.(*WaitGroup).Wait:2 std, main.main:9",
        );
        check(
            &[("runtime.gopark", 1), ("runtime.bgsweep", 2)],
            "runtime.gopark:1",
            "runtime.gopark:1 std, runtime.bgsweep:2 std",
        );
        check(&[("net/http.(*conn).serve", 5)], "net/http.(*conn).serve:5", "net/http.(*conn).serve:5 std");
        check(&[], "nowhere", "");
    }
}
