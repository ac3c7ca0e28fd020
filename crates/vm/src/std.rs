//! The standard packages, as Go source that is compiled with the program.
//!
//! The build makes two texts of them. On the page they lie beside the module instead of inside it, and the second is
//! fetched only for a program that imports something of it. Everywhere else both are simply there.

use std::sync::OnceLock;

/// The same separators as in `build.rs`.
const PACKAGE: char = '\u{1d}';
const FILE: char = '\u{1e}';
const TEXT: char = '\u{1f}';

/// One of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What most programs import, and what that imports.
    Common,
    /// All other packages.
    Rare,
}

/// Import path and files of each package of a text.
type Packages = Vec<(&'static str, &'static str)>;

static COMMON: OnceLock<Packages> = OnceLock::new();
static RARE: OnceLock<Packages> = OnceLock::new();

impl Part {
    /// The name of its file beside the page; another text has another name.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Common => concat!("std-", env!("GOPARK_STD_COMMON_HASH"), ".txt"),
            Self::Rare => concat!("std-", env!("GOPARK_STD_RARE_HASH"), ".txt"),
        }
    }

    /// What the build made.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Common => include_str!(concat!(env!("OUT_DIR"), "/COMMON.txt")),
            Self::Rare => include_str!(concat!(env!("OUT_DIR"), "/RARE.txt")),
        }
    }

    /// Makes its packages known, once for the life of the process; later calls change nothing.
    pub fn install(self, text: &'static str) {
        let packages = || text.split(PACKAGE).skip(1).map(|it| it.split_once(FILE).unwrap_or((it, "")));
        self.place().get_or_init(|| packages().collect());
    }

    fn place(self) -> &'static OnceLock<Packages> {
        match self {
            Self::Common => &COMMON,
            Self::Rare => &RARE,
        }
    }

    fn packages(self) -> &'static [(&'static str, &'static str)] {
        #[cfg(not(target_arch = "wasm32"))]
        self.install(self.text());
        self.place().get().map_or(&[], Vec::as_slice)
    }

    /// Whether a program may need it.
    fn is_needed(self, program: &str) -> bool {
        let is_rare = |path: &str| env!("GOPARK_STD_RARE").split(' ').any(|rare| rare == path);
        self == Self::Common || program.split(['"', '`']).any(is_rare)
    }
}

/// Makes all packages known, where they are not: in tests on the web.
pub fn install_all() {
    [Part::Common, Part::Rare].iter().for_each(|part| part.install(part.text()));
}

/// The texts that a program may need and that are not there yet.
pub fn missing(program: &str) -> impl Iterator<Item = Part> {
    let parts = [Part::Common, Part::Rare].into_iter();
    parts.filter(move |part| part.packages().is_empty() && part.is_needed(program))
}

/// The source files, each with its name and text, of a standard package; none when Gopark does not have the package.
pub fn source(import_path: &str) -> Option<Vec<(String, String)>> {
    let mut all = [Part::Common, Part::Rare].into_iter().flat_map(Part::packages);
    let (_, files) = all.find(|(path, _)| *path == import_path)?;
    let files = files.split(FILE).filter_map(|file| file.split_once(TEXT));
    Some(files.map(|(name, text)| ([import_path, "/", name].concat(), text.to_owned())).collect())
}

/// Import paths of all standard packages that are there, sorted.
pub fn packages() -> Vec<&'static str> {
    let all = [Part::Common, Part::Rare].into_iter().flat_map(Part::packages);
    let mut paths: Vec<_> = all.map(|(path, _)| *path).collect();
    paths.sort_unstable();
    paths
}

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
    fn common_packages_import_common_packages() {
        let paths = |part: Part| part.packages().iter().map(|(path, _)| *path).collect::<Vec<_>>();
        assert!(paths(Part::Common).len() > 20 && paths(Part::Rare).contains(&"net/http"));
        for (path, files) in Part::Common.packages() {
            let mut lines = files.lines().filter(|line| !line.contains("func ") && line.ends_with('"'));
            let rare = lines.find(|line| Part::Rare.is_needed(line));
            assert_eq!(rare, None, "{path} is common");
        }
        assert!(
            Part::Rare.is_needed("import (\n\"fmt\"\n\"net/http\"\n)")
                && !Part::Rare.is_needed("import \"fmt\"")
        );
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
        for package in packages().into_iter().filter(|package| !package.starts_with("internal/")) {
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
