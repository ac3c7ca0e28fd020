//! `gopark mdbook`: a preprocessor for mdBook. A fence that says `go,gopark` becomes a stage: the code is seen until the
//! stage is there and where there is no JavaScript. `poster=2ms` puts a picture of that moment in the stage's place until
//! then, and above the code on paper; `preview` brings along how the run begins, which the stage plays until it can run it.
//!
//! mdBook asks `gopark mdbook supports html`, then sends the book as JSON and takes it back.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use gopark_session::Options;
use serde_json::Value;

use crate::args;
use crate::duration::parse_duration;
use crate::failure::Failure;
use crate::{poster, preview};

/// Words of a fence that are options of ours rather than attributes of the element.
const POSTER: &str = "poster";
const PREVIEW: &str = "preview";
/// The folder of the element, as the book has it.
const FOLDER: &str = "go-park";

/// Answers mdBook: whether a renderer is supported, or with the book.
pub fn mdbook(supports: Option<&str>) -> Result<ExitCode, Failure> {
    if let Some(renderer) = supports {
        return Ok(if renderer == "html" { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).map_err(|error| Failure::io("the book", &error))?;
    let not_a_book = || Failure::from("this is not a book as mdBook sends it".to_owned());
    let mut sent: Value = serde_json::from_str(&input).map_err(|_| not_a_book())?;
    let book = sent.get_mut(1).ok_or_else(not_a_book)?;
    let sections = ["sections", "items"].into_iter().find(|name| book.get(name).is_some());
    for item in sections.and_then(|name| book[name].as_array_mut()).into_iter().flatten() {
        chapter(item)?;
    }
    io::stdout().write_all(book.to_string().as_bytes()).map_err(|error| Failure::io("the book", &error))?;
    Ok(ExitCode::SUCCESS)
}

fn chapter(item: &mut Value) -> Result<(), Failure> {
    let Some(chapter) = item.get_mut("Chapter") else { return Ok(()) };
    let depth =
        chapter["path"].as_str().map_or(0, |path| Path::new(path).components().count().saturating_sub(1));
    if let Some(content) = chapter["content"].as_str() {
        let found = stages(content, depth).map_err(|error| {
            Failure::from(format!("{}: {error}", chapter["path"].as_str().unwrap_or("a chapter")))
        })?;
        if let Some(content) = found {
            chapter["content"] = content.into();
        }
    }
    for item in chapter["sub_items"].as_array_mut().into_iter().flatten() {
        self::chapter(item)?;
    }
    Ok(())
}

/// The text with stages in place of its fences, in a chapter that lies `depth` folders deep; none when there is no such
/// fence.
fn stages(text: &str, depth: usize) -> Result<Option<String>, String> {
    let mut out = String::new();
    let mut lines = text.lines();
    let mut any = false;
    while let Some(line) = lines.next() {
        let trimmed = line.trim_start();
        let fence: String = trimmed.chars().take_while(|c| *c == '`' || *c == '~').collect();
        let words =
            trimmed[fence.len()..].split([',', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>();
        out.push_str(line);
        out.push('\n');
        if fence.len() < 3 {
            continue;
        }
        let ours = words.first() == Some(&"go") && words.contains(&"gopark");
        let mut code = String::new();
        for line in lines.by_ref() {
            let ends =
                line.trim_start().starts_with(&fence) && line.trim().chars().all(|c| fence.starts_with(c));
            if !ours {
                out.push_str(line);
                out.push('\n');
            }
            if ends {
                break;
            }
            code.push_str(line);
            code.push('\n');
        }
        if ours {
            out.truncate(out.len() - line.len() - 1);
            out.push_str(&stage(&code, &words)?);
            any = true;
        }
    }
    let script =
        format!("<script type=\"module\" src=\"{}{FOLDER}/auto.js\"></script>\n\n", "../".repeat(depth));
    Ok(any.then(|| script + &out))
}

/// One line of HTML: a blank line would end it, in Markdown, which knows that a `div` does not belong into a paragraph.
fn stage(code: &str, words: &[&str]) -> Result<String, String> {
    let (mut attributes, mut picture, mut kept) = (String::new(), String::new(), String::new());
    let run = run(words)?;
    for word in words.iter().filter(|word| !matches!(**word, "go" | "gopark")) {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            return Err(format!("{word:?} in a fence is no attribute"));
        }
        if name == POSTER {
            let at = parse_duration(value).map_err(|error| format!("{word}: {error}"))?;
            let svg = poster::of_text(code, run, at).map_err(|problems| problems.join("\n"))?;
            // Without a size of its own it is as wide as the text around it.
            let drawing = svg.split_once(" viewBox").map_or("", |(_, drawing)| drawing).replace('\n', "");
            picture = format!("<svg slot=\"poster\" aria-label=\"The stage at {value}\" viewBox{drawing}");
        } else if name == PREVIEW {
            let until = if value.is_empty() { args::PREVIEW } else { value };
            let until = parse_duration(until).map_err(|error| format!("{word}: {error}"))?;
            let bytes =
                preview::of_text(&as_read(code), run, until).map_err(|problems| problems.join("\n"))?;
            kept = format!("<script type=\"text/x-gopark-preview\">{bytes}</script>");
        } else if value.is_empty() {
            attributes += &format!(" {name}");
        } else {
            attributes += &format!(" {name}=\"{}\"", escaped(value));
        }
    }
    let code = escaped(code);
    // mdBook's highlighter would put spaces in place of its tabs.
    let code = format!("<pre><code class=\"nohighlight\">{code}</code></pre>");
    Ok(format!("<div><go-park{attributes}>{picture}{kept}{code}</go-park></div>\n"))
}

/// What the element's attributes say of the run.
fn run(words: &[&str]) -> Result<Options, String> {
    let mut options = Options::USUAL;
    for word in words {
        let wrong = |error: std::num::ParseIntError| format!("{word}: {error}");
        match word.split_once('=') {
            Some(("procs", value)) => options.procs = value.parse().map_err(wrong)?,
            Some(("seed", value)) => options.seed = value.parse().map_err(wrong)?,
            Some(("memory-limit", value)) => options.memory_limit_bytes = value.parse().map_err(wrong)?,
            Some(("first-stack", value)) => options.first_stack_bytes = value.parse().map_err(wrong)?,
            _ => {}
        }
    }
    Ok(options)
}

/// The code as the element reads it (`www/embed/source.js`): without the indentation that all lines share, and without
/// empty lines around.
fn as_read(code: &str) -> String {
    let lines: Vec<&str> = code.trim_end().lines().skip_while(|line| line.trim().is_empty()).collect();
    let indent = |line: &&str| line.len() - line.trim_start().len();
    let shared = lines.iter().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    lines.iter().map(|line| format!("{}\n", line.get(shared..).unwrap_or_default())).collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.replace('\n', "&#10;")
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;
    use gopark_session::{Options, Preview};

    use super::stages;

    #[test]
    fn a_fence_becomes_a_stage_and_others_stay() {
        let text = "# One\n\n```go,gopark,procs=2,autoplay\npackage main\n\nfunc main() { c <- 1 }\n```\n\n```go\nx\n```\n";
        let expected = "<script type=\"module\" src=\"../go-park/auto.js\"></script>\n\n# One\n\n\
            <div><go-park procs=\"2\" autoplay><pre><code class=\"nohighlight\">package main&#10;&#10;func main() { c &lt;- 1 }&#10;</code></pre></go-park></div>\n\
            \n```go\nx\n```\n";
        assert_eq!(stages(text, 1).unwrap().unwrap(), expected);
    }

    #[test]
    fn a_chapter_without_stages_stays_as_it_is() {
        assert_eq!(stages("```go\nx\n```\n\n~~~~\n```go,gopark\n```\n~~~~\n", 0).unwrap(), None);
    }

    #[test]
    fn a_preview_is_of_the_code_as_the_stage_reads_it() {
        let code = "\n  package main\n\n  func main() { select {} }\n\n";
        let html = stages(&format!("```go,gopark,procs=2,preview=1ms\n{code}```\n"), 0).unwrap().unwrap();
        let (_, kept) = html.split_once("<script type=\"text/x-gopark-preview\">").unwrap();
        let bytes = BASE64_STANDARD.decode(kept.split_once('<').unwrap().0).unwrap();
        let text = "package main\n\nfunc main() { select {} }\n";
        let options = Options { procs: 2, ..Options::USUAL };
        assert!(Preview::from_bytes(&bytes).unwrap().is_of(text, &options));
        assert!(html.starts_with("<script") && html.contains("<div><go-park procs=\"2\"><script"), "{html}");
        for fence in ["```go gopark preview=soon\n```\n", "```go gopark procs=two preview\n```\n"] {
            assert!(stages(fence, 0).is_err());
        }
    }

    #[test]
    fn a_poster_is_a_picture_of_its_moment() {
        let fence = "```go gopark poster=1ms\npackage main\n\nfunc main() { select {} }\n```\n";
        let html = stages(fence, 0).unwrap().unwrap();
        assert!(
            html.contains("<go-park><svg slot=\"poster\" ") && !html.trim_end().contains("\n\n<pre"),
            "{html}"
        );
        let broken = "```go gopark poster=1ms\npackage main\nfunc main() { x }\n```\n";
        assert_eq!(stages(broken, 0).unwrap_err(), "main.go:2:15: undefined: x");
        assert!(stages("```go gopark a\"b\n```\n", 0).is_err());
    }
}
