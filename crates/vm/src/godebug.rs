//! What the variable `GODEBUG` changes in the machine (`runtime1.go:dbgvars`); of preemption and what is told while a
//! program runs, whoever makes the machine knows.

/// Settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Godebug {
    /// `tracebackancestors`: a dump tells of so many generations where they started the next.
    pub ancestors: usize,
    /// `gcshrinkstackoff`: stacks do not shrink.
    pub keeps_stacks: bool,
    /// `adaptivestackstart`: recycled goroutines begin with a stack of the usual size.
    pub adapts_start: bool,
    /// `panicnil`: `panic(nil)` panics with nil.
    pub panics_with_nil: bool,
    /// `tracebacklabels`: dumps show labels.
    pub shows_labels: bool,
}

impl Default for Godebug {
    fn default() -> Self {
        Self {
            ancestors: 0,
            keeps_stacks: false,
            adapts_start: true,
            panics_with_nil: false,
            shows_labels: true,
        }
    }
}

impl Godebug {
    /// A page has no environment that could say anything.
    pub const IS_HEARD: bool = cfg!(not(target_arch = "wasm32"));

    /// What an environment says. As in Go, nobody is told of names that do not exist.
    pub fn of_env(env: &[String]) -> Self {
        let mut godebug = Self::default();
        let text = env.iter().rev().find_map(|entry| entry.strip_prefix("GODEBUG=")).unwrap_or_default();
        for (name, value) in text.split(',').filter_map(|setting| setting.split_once('=')) {
            let Ok(value) = value.parse::<i32>() else { continue };
            match name {
                "tracebackancestors" => godebug.ancestors = value.try_into().unwrap_or(0),
                "gcshrinkstackoff" => godebug.keeps_stacks = value > 0,
                "adaptivestackstart" => godebug.adapts_start = value != 0,
                "panicnil" => godebug.panics_with_nil = value == 1,
                "tracebacklabels" => godebug.shows_labels = value == 1,
                _ => {}
            }
        }
        godebug
    }
}
