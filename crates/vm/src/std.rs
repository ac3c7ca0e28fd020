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
            include_str!(concat!("../std/", $path, "/", $file, ".go")),
        )),*])),*]
    };
}

static PACKAGES: &[Package] = packages! {
    "bufio": "reader" "scanner" "writer";
    "bytes": "buffer" "bytes" "reader";
    "cmp": "cmp";
    "container/heap": "heap";
    "container/list": "list";
    "container/ring": "ring";
    "context": "after" "cancel" "context";
    "errors": "chain" "errors" "join";
    "fmt": "errors" "format" "methods" "operand" "print" "printer" "state" "value";
    "internal/refl": "refl";
    "io": "copy" "io" "pipe" "wrap";
    "iter": "iter";
    "log": "log" "print";
    "maps": "maps";
    "math": "bits" "consts" "functions";
    "math/bits": "bits" "move";
    "math/rand": "global" "rand";
    "math/rand/v2": "global" "pcg" "rand";
    "os": "file" "os";
    "runtime": "error" "memstats" "runtime";
    "runtime/debug": "debug";
    "slices": "change" "compare" "iter" "sort";
    "sort": "algorithm" "search" "slice" "sort";
    "strconv": "number" "parse" "quote";
    "strings": "builder" "change" "iter" "reader" "replacer" "search" "split";
    "sync": "cond" "map" "mutex" "once" "pool" "waitgroup";
    "sync/atomic": "functions" "pointer" "types" "value";
    "time": "calendar" "duration" "format" "parseduration" "sleep" "time" "zone";
    "unicode": "unicode";
    "unicode/utf8": "utf8";
};
