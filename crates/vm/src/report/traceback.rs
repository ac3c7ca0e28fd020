//! How much is shown when a program fails (`runtime1.go:setTraceback`).

/// Whose stacks are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Traceback {
    /// Nobody's.
    None,
    /// Who failed.
    Single,
    /// All of the program.
    All,
    /// Those of the runtime, too.
    System,
    /// The same, and then a core is dumped.
    Crash,
}

impl Traceback {
    /// The level with this name.
    pub fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"none" | b"0" => Self::None,
            b"single" | b"" => Self::Single,
            b"all" | b"1" => Self::All,
            b"system" => Self::System,
            b"crash" => Self::Crash,
            number if number.iter().all(u8::is_ascii_digit) => Self::System,
            _ => return None,
        })
    }

    /// What the environment asks for.
    pub fn of_env(env: &[String]) -> Self {
        let value = env.iter().find_map(|entry| entry.strip_prefix("GOTRACEBACK="));
        value.map_or(Self::Single, |value| Self::of(value.as_bytes()).unwrap_or(Self::None))
    }
}
