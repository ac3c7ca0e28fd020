//! What stands before the text: the title, and a fenced block named `lesson` with one setting a line.

/// What a lesson says about itself.
pub struct Front {
    /// Its name to people.
    pub title: String,
    /// Its place among the lessons.
    pub place: u32,
    /// Its programs, the first one first; each is a file of that name in the folder. `NAME=SPEED` is one that is watched
    /// at a speed of its own.
    pub programs: Vec<String>,
    /// Everything else, as it will be read by `src/bundle.rs`.
    pub settings: Vec<(String, String)>,
}

/// Settings that a lesson may have besides its place and its programs.
const SETTINGS: [&str; 7] = ["about", "speed", "procs", "memory", "preempt", "until", "pane"];

impl Front {
    /// Takes the front off a lesson's source; what is left is the text.
    pub fn split(source: &str) -> Result<(Self, &str), String> {
        let (first, rest) = source.split_once('\n').unwrap_or((source, ""));
        let title = first.strip_prefix("# ").ok_or("the first line is the title, `# ...`")?.trim().to_owned();
        let rest =
            rest.trim_start().strip_prefix("```lesson\n").ok_or("a block ```lesson follows the title")?;
        let (block, body) = rest.split_once("\n```\n").ok_or("the block ```lesson has no end")?;
        let mut front = Self { title, place: 0, programs: Vec::new(), settings: Vec::new() };
        for line in block.lines() {
            let (key, value) = line.split_once(':').ok_or_else(|| format!("{line:?} is no `key: value`"))?;
            let value = value.trim();
            match key {
                "place" => {
                    front.place = value.parse().map_err(|_| format!("place {value:?} is no number"))?;
                }
                "programs" => front.programs = value.split_whitespace().map(str::to_owned).collect(),
                _ if SETTINGS.contains(&key) => front.settings.push((key.to_owned(), value.to_owned())),
                _ => return Err(format!("there is no setting {key:?}")),
            }
        }
        if front.place == 0 || front.programs.is_empty() {
            return Err("a lesson has a place and programs".to_owned());
        }
        Ok((front, body))
    }
}
