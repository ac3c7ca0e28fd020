//! The tables in the package's README are those of its manifest of custom elements; `UPDATE_EXPECT=1` writes them anew.

use std::fs;

use serde_json::Value;

use crate::repo;

const README: &str = "www/embed/README.md";
const MANIFEST: &str = "www/embed/custom-elements.json";
const TYPES: &str = "www/embed/index.d.ts";

/// Lists of the manifest, and what the columns of their tables are called, by the names in it.
const TABLES: [(&str, &[(&str, &str)]); 5] = [
    ("attributes", &[("name", "name"), ("type", "value"), ("description", "what")]),
    ("events", &[("name", "name"), ("type", "detail"), ("description", "when")]),
    ("slots", &[("name", "slot"), ("description", "what")]),
    ("cssParts", &[("name", "part"), ("description", "what")]),
    ("cssProperties", &[("name", "property"), ("description", "what")]),
];

fn element() -> Value {
    let manifest = fs::read_to_string(repo::root().join(MANIFEST)).unwrap();
    let mut manifest: Value = serde_json::from_str(&manifest).unwrap();
    manifest["modules"][0]["declarations"][0].take()
}

fn table(element: &Value, list: &str, columns: &[(&str, &str)]) -> String {
    let heads: Vec<&str> = columns.iter().map(|(_, head)| *head).collect();
    let mut text = format!("| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(columns.len()));
    for entry in element[list].as_array().unwrap() {
        let cells: Vec<String> = columns.iter().map(|(of, _)| cell(entry, of)).collect();
        text += &format!("| {} |\n", cells.join(" | "));
    }
    text
}

fn cell(entry: &Value, of: &str) -> String {
    let text = entry[of].as_str().or(entry[of]["text"].as_str()).unwrap_or_default();
    match of {
        "name" if text.is_empty() => "(none)".to_owned(),
        "name" => format!("`{text}`"),
        "type" => match text.strip_prefix("CustomEvent<").and_then(|it| it.strip_suffix('>')) {
            Some("{}") => String::new(),
            Some(detail) => format!("`{detail}`"),
            None => text.replace(" | ", ", "),
        },
        _ => text.to_owned(),
    }
}

#[test]
fn the_readme_has_the_tables_of_the_manifest() {
    let (path, element) = (repo::root().join(README), element());
    let readme = fs::read_to_string(&path).unwrap();
    let mut wanted = readme.clone();
    for (list, columns) in TABLES {
        let (begin, end) = (format!("<!-- {list} -->\n\n"), "\n<!-- end -->");
        let (before, rest) =
            wanted.split_once(&begin).unwrap_or_else(|| panic!("{README} has a place for {list}"));
        let (_, after) = rest.split_once(end).unwrap();
        wanted = [before, &begin, &table(&element, list, columns), end, after].concat();
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, wanted).unwrap();
    } else {
        assert!(readme == wanted, "{README} is not as {MANIFEST} has it: UPDATE_EXPECT=1 writes it anew");
    }
}

#[test]
fn the_package_says_its_version() {
    let index = fs::read_to_string(repo::root().join("www/embed/index.js")).unwrap();
    assert!(index.contains(&format!("export const version = \"{}\";\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn what_the_manifest_names_has_a_type() {
    let (types, element) = (fs::read_to_string(repo::root().join(TYPES)).unwrap(), element());
    let names = |list: &str| {
        let list = element[list].as_array().unwrap().iter();
        list.map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for name in names("events") {
        assert!(types.contains(&format!("  \"{name}\": GoParkEvent")), "{name}");
    }
    for attribute in element["attributes"].as_array().unwrap() {
        if let Some(name) = attribute["fieldName"].as_str() {
            assert!(types.contains(&format!("\n  {name}: ")), "{name}");
        }
    }
    for name in names("members") {
        let is_typed = [":", "(", "?"].iter().any(|end| types.contains(&format!(" {name}{end}")));
        assert!(is_typed, "{name}");
    }
}
