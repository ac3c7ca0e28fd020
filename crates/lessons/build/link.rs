//! What links in a text mean. Most do something to the stage; those of `claim:` and `fact:` tie a number to a test.

use pulldown_cmark::CowStr;

/// What a link becomes in the page.
pub enum Link {
    /// A button that does what `data-to` says.
    Act(String),
    /// A link that is followed.
    Follow(String),
    /// Nothing: the words stand by themselves.
    Words,
}

/// Links that do something to the stage.
const ACTS: [&str; 6] = ["set:", "again:", "select:", "moment:", "variant:", "speed:"];

impl Link {
    /// The link to `target`, or what is wrong with it.
    pub fn to(target: &CowStr<'_>) -> Result<Self, String> {
        if ACTS.iter().any(|act| target.starts_with(act)) {
            return Ok(Self::Act(target.to_string()));
        }
        if let Some(slug) = target.strip_prefix("lesson:") {
            return Ok(Self::Follow(format!("#/lesson/{slug}")));
        }
        if target.starts_with("claim:") || target.starts_with("fact:") {
            return Ok(Self::Words);
        }
        Err(format!("a link to {target:?} leads nowhere"))
    }

    /// The markup before and after the link's words.
    pub fn markup(&self) -> [String; 2] {
        match self {
            Self::Act(to) => {
                let to = to.replace('&', "&amp;").replace('"', "&quot;");
                [
                    format!("<button type=\"button\" class=\"gp-link\" data-to=\"{to}\">"),
                    "</button>".to_owned(),
                ]
            }
            Self::Follow(to) => [format!("<a class=\"gp-link\" href=\"{to}\">"), "</a>".to_owned()],
            Self::Words => [String::new(), String::new()],
        }
    }
}
