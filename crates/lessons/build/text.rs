//! A lesson's text as HTML, cut where the page puts something of its own: the choices of a prediction, and an answer
//! that waits for it.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd, html};

use crate::PART;
use crate::link::Link;

/// A choice among predictions.
struct Choice {
    /// What must hold at the end of the run for it to be right.
    holds: String,
    words: String,
}

/// A text in its parts, each as HTML.
#[derive(Default)]
pub struct Text {
    before: String,
    question: String,
    ready: String,
    choices: Vec<Choice>,
    after: String,
    answer: String,
    practice: String,
}

impl Text {
    /// Renders Markdown whose sections of the second level are `Predict` with a question, a condition from which on the
    /// run answers it and a list of choices, then anything, `Answer`, `In production`.
    pub fn render(markdown: &str) -> Result<Self, String> {
        let mut text = Self::default();
        let mut sections = markdown.split("\n## ");
        text.before = html(sections.next().unwrap_or_default())?;
        for section in sections {
            let (heading, body) = section.split_once('\n').unwrap_or((section, ""));
            match heading.trim() {
                "Predict" => text.predict(body)?,
                "Answer" => text.answer = html(body)?,
                "In production" => text.practice = html(&format!("## {section}"))?,
                _ => text.after += &html(&format!("## {section}"))?,
            }
        }
        if text.choices.len() < 2 || text.answer.is_empty() || text.practice.is_empty() {
            return Err(
                "a lesson has a prediction with choices, an answer, and what production does".to_owned()
            );
        }
        Ok(text)
    }

    /// The parts under the names that `src/bundle.rs` knows.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let mut parts = vec![
            ("before", self.before.clone()),
            ("question", self.question.clone()),
            ("ready", self.ready.clone()),
        ];
        let choices = self.choices.iter();
        parts.extend(choices.map(|choice| ("choice", format!("{}{PART}{}", choice.holds, choice.words))));
        parts.push(("after", self.after.clone()));
        parts.push(("answer", self.answer.clone()));
        parts.push(("practice", self.practice.clone()));
        parts
    }

    fn predict(&mut self, body: &str) -> Result<(), String> {
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            if let Some(condition) = line.strip_prefix("Ready when ") {
                self.ready = code(condition.trim_end_matches('.'))?;
            } else if let Some(choice) = line.strip_prefix("- ") {
                let (words, holds) =
                    choice.rsplit_once(" if ").ok_or("a choice is `- words if `condition``")?;
                self.choices.push(Choice { holds: code(holds)?, words: inline(words)? });
            } else {
                self.question += &inline(line)?;
            }
        }
        if self.question.is_empty() || self.ready.is_empty() {
            return Err("a prediction has a question and says when it is ready".to_owned());
        }
        Ok(())
    }
}

/// The condition between backticks.
fn code(text: &str) -> Result<String, String> {
    let inside = text.trim().strip_prefix('`').and_then(|text| text.strip_suffix('`'));
    inside.map(str::to_owned).ok_or_else(|| format!("{text:?} is no `condition`"))
}

/// Markdown of one paragraph, without the paragraph.
fn inline(markdown: &str) -> Result<String, String> {
    let html = html(markdown)?;
    Ok(html.trim().trim_start_matches("<p>").trim_end_matches("</p>").to_owned())
}

fn html(markdown: &str) -> Result<String, String> {
    let mut ends = Vec::new();
    let mut events = Vec::new();
    for event in Parser::new(markdown) {
        events.push(match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let [start, end] = Link::to(&dest_url)?.markup();
                ends.push(end);
                Event::InlineHtml(start.into())
            }
            Event::End(TagEnd::Link) => Event::InlineHtml(ends.pop().unwrap_or_default().into()),
            // The lesson's title is the heading above.
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => Event::InlineHtml("<h3>".into()),
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => Event::InlineHtml("</h3>".into()),
            Event::SoftBreak => Event::Text(" ".into()),
            Event::Html(raw) | Event::InlineHtml(raw) => return Err(format!("raw HTML: {raw}")),
            other => other,
        });
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    Ok(out.replace(">\n<", "><").trim().to_owned())
}
