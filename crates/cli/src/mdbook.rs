//! `gopark mdbook`: a preprocessor for mdBook. A fence that says `go,gopark` becomes a stage: the code is seen until the
//! stage is there and where there is no JavaScript, and `poster=2ms` puts a picture of that moment in the stage's place
//! until then, and above the code on paper.
//!
//! mdBook asks `gopark mdbook supports html`, then sends the book as JSON and takes it back.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;

use crate::duration::parse_duration;
use crate::failure::Failure;
use crate::poster;

/// Words of a fence that are options of ours rather than attributes of the element.
const POSTER: &str = "poster";
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
    let mut attributes = String::new();
    let mut picture = String::new();
    for word in words.iter().filter(|word| !matches!(**word, "go" | "gopark")) {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            return Err(format!("{word:?} in a fence is no attribute"));
        }
        if name == POSTER {
            let at = parse_duration(value).map_err(|error| format!("{word}: {error}"))?;
            let svg = poster::of_text(code, at).map_err(|problems| problems.join("\n"))?;
            // Without a size of its own it is as wide as the text around it.
            let drawing = svg.split_once(" viewBox").map_or("", |(_, drawing)| drawing).replace('\n', "");
            picture = format!("<svg slot=\"poster\" aria-label=\"The stage at {value}\" viewBox{drawing}");
        } else if value.is_empty() {
            attributes += &format!(" {name}");
        } else {
            attributes += &format!(" {name}=\"{}\"", escaped(value));
        }
    }
    let code = escaped(code);
    Ok(format!("<div><go-park{attributes}>{picture}<pre><code>{code}</code></pre></go-park></div>\n"))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.replace('\n', "&#10;")
}

#[cfg(test)]
mod tests {
    use super::stages;

    #[test]
    fn a_fence_becomes_a_stage_and_others_stay() {
        let text = "# One\n\n```go,gopark,procs=2,autoplay\npackage main\n\nfunc main() { c <- 1 }\n```\n\n```go\nx\n```\n";
        let expected = "<script type=\"module\" src=\"../go-park/auto.js\"></script>\n\n# One\n\n\
            <div><go-park procs=\"2\" autoplay><pre><code>package main&#10;&#10;func main() { c &lt;- 1 }&#10;</code></pre></go-park></div>\n\
            \n```go\nx\n```\n";
        assert_eq!(stages(text, 1).unwrap().unwrap(), expected);
    }

    #[test]
    fn a_chapter_without_stages_stays_as_it_is() {
        assert_eq!(stages("```go\nx\n```\n\n~~~~\n```go,gopark\n```\n~~~~\n", 0).unwrap(), None);
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
