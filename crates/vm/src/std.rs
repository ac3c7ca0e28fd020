//! The standard packages, as Go source that is compiled with the program.

/// The source files, each with its name and text, of a standard package; none when Gopark does not have the package.
pub fn source(import_path: &str) -> Option<Vec<(String, String)>> {
    let files = PACKAGES.iter().find(|(path, _)| *path == import_path)?.1;
    Some(files.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect())
}

/// Import paths of all standard packages, sorted.
pub fn packages() -> impl Iterator<Item = &'static str> {
    PACKAGES.iter().map(|(path, _)| *path)
}

/// A package's import path and its files.
type Package = (&'static str, &'static [(&'static str, &'static str)]);

macro_rules! packages {
    ($($path:literal: $($file:literal)*;)*) => {
        &[$(($path, &[$((
            concat!($path, "/", $file, ".go"),
            include_str!(concat!(env!("OUT_DIR"), "/std/", $path, "/", $file, ".go")),
        )),*])),*]
    };
}

static PACKAGES: &[Package] = packages! {
    "bufio": "reader" "scanner" "writer";
    "bytes": "buffer" "bytes" "iter" "reader";
    "cmp": "cmp";
    "container/heap": "heap";
    "container/list": "list";
    "container/ring": "ring";
    "context": "after" "cancel" "context";
    "crypto/sha256": "sha256";
    "encoding/hex": "hex";
    "errors": "chain" "errors" "join";
    "fmt": "errors" "format" "methods" "operand" "print" "printer" "state" "value";
    "golang.org/x/sync/errgroup": "errgroup";
    "golang.org/x/sync/semaphore": "semaphore";
    "golang.org/x/sync/singleflight": "singleflight";
    "hash": "hash";
    "hash/crc32": "crc32";
    "hash/fnv": "fnv";
    "internal/pdq": "pdq";
    "internal/refl": "refl";
    "internal/simnet": "conn" "simnet";
    "io": "copy" "io" "pipe" "wrap";
    "iter": "iter";
    "log": "log" "print";
    "maps": "maps";
    "math": "bits" "consts" "functions";
    "math/bits": "bits" "move" "word";
    "math/rand": "global" "rand";
    "math/rand/v2": "global" "pcg" "rand";
    "net": "net" "pipe";
    "net/http": "client" "handlers" "header" "message" "mux" "request" "server" "status" "transport";
    "net/http/httptest": "httptest";
    "net/url": "escape" "url" "values";
    "os": "env" "file" "os" "process";
    "os/signal": "signal";
    "path": "path";
    "runtime": "error" "memstats" "runtime" "symtab";
    "runtime/debug": "debug" "threads";
    "runtime/metrics": "description" "metrics";
    "runtime/pprof": "goroutines" "pprof" "print";
    "runtime/trace": "annotation" "trace";
    "slices": "change" "compare" "iter" "sort";
    "sort": "algorithm" "search" "slice" "sort";
    "strconv": "number" "parse" "quote";
    "strings": "builder" "change" "iter" "reader" "replacer" "search" "split";
    "sync": "cond" "map" "mutex" "once" "pool" "waitgroup";
    "sync/atomic": "functions" "pointer" "types" "value";
    "syscall": "syscall";
    "testing": "benchmark" "common" "log" "testing";
    "time": "calendar" "duration" "format" "parseduration" "sleep" "time" "zone";
    "unicode": "unicode";
    "unicode/utf8": "utf8";
};

#[cfg(test)]
mod tests {
    use super::*;

    /// The functions and methods a package declares, each as `Name` or `(*Type).Name`, and whether it has a body.
    fn functions(package: &str) -> Vec<(String, bool)> {
        let files = source(package).unwrap_or_default();
        let lines = files.iter().flat_map(|(_, text)| text.lines());
        lines.filter_map(|line| line.strip_prefix("func ").map(function)).collect()
    }

    fn function(declaration: &str) -> (String, bool) {
        let has_body = declaration.contains('{');
        let (receiver, rest) = match declaration.strip_prefix('(').and_then(|d| d.split_once(") ")) {
            Some((receiver, rest)) => (receiver.rsplit(' ').next().unwrap_or_default(), rest),
            None => ("", declaration),
        };
        let name = &rest[..rest.find(['(', '[']).unwrap_or(rest.len())];
        match receiver {
            "" => (name.to_owned(), has_body),
            _ if receiver.starts_with('*') => (format!("({receiver}).{name}"), has_body),
            _ => (format!("{receiver}.{name}"), has_body),
        }
    }

    #[test]
    fn every_function_without_a_body_is_a_native() {
        let mut missing = Vec::new();
        for package in packages() {
            for (function, _) in functions(package).into_iter().filter(|(_, has_body)| !has_body) {
                let name = format!("{package}.{function}");
                if crate::natives::find::<()>(&name).is_none() {
                    missing.push(name);
                }
            }
        }
        assert!(missing.is_empty(), "{missing:?}");
    }

    /// What a program can use, as a table to look at.
    #[test]
    fn exported_functions_and_types() {
        let is_exported = |name: &str| {
            let parts = name.split('.').map(|part| part.trim_start_matches(['(', '*']));
            parts.into_iter().all(|part| part.starts_with(|c: char| c.is_uppercase()))
        };
        let mut table = String::new();
        for package in packages().filter(|package| !package.starts_with("internal/")) {
            let files = source(package).unwrap_or_default();
            let types =
                files.iter().flat_map(|(_, text)| text.lines().filter_map(|l| l.strip_prefix("type ")));
            let types = types.map(|t| t[..t.find([' ', '[']).unwrap_or(t.len())].to_owned());
            let mut names: Vec<String> =
                functions(package).into_iter().map(|(name, _)| name).chain(types).collect();
            names.retain(|name| is_exported(name));
            names.sort();
            table.push_str(&format!("{package}: {}\n", names.join(" ")));
        }
        expect_test::expect_file!["../test_data/std/packages.txt"].assert_eq(&table);
    }
}
