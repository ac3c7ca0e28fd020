//! A run and a moment of it as a text, for links and files: program, configuration, seed, what was changed when, and which
//! moment is shown. What it opens is exactly that moment, since a run is determined by all of these.
//!
//! The text has a line for each fact, an empty line, and the program. It is read strictly and within bounds: anybody may
//! have written it.

use std::fmt::Write as _;

use gopark_trace::{ObjId, SimTime};
use gopark_vm::{Config, GcConfig, Input};

use crate::limits::{MEMORY_LIMIT_BYTES_MAX, PROCS_MAX, SHARED_CHANGES_MAX, SOURCE_BYTES_MAX};
use crate::options::Options;

/// The first line, with the version of the format.
const FIRST_LINE: &str = "gopark 1";

/// A run and a moment of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The program's text.
    pub program: String,
    /// What the run started with.
    pub options: Options,
    /// Values that parameters had at the beginning, by their number.
    pub initial: Vec<(u16, i64)>,
    /// What was changed, by the moment from which it holds.
    pub changes: Vec<(SimTime, Input)>,
    /// The moment shown.
    pub at: SimTime,
    /// Events before it.
    pub events: u64,
}

impl Share {
    /// As a text.
    pub fn to_text(&self) -> String {
        let Options {
            procs,
            seed,
            memory_limit_bytes,
            async_preempt,
            gc_percent,
            go_memory_limit_bytes,
            first_stack_bytes,
        } = self.options;
        let mut text = format!(
            "{FIRST_LINE}\nprocs {procs}\nseed {seed}\nmemory {memory_limit_bytes}\npreempt {}\nat {} {}\n",
            u8::from(async_preempt),
            self.at.0,
            self.events
        );
        // Writing to a string cannot fail, here and below.
        if gc_percent != GcConfig::GO.percent {
            let _ = writeln!(text, "gogc {gc_percent}");
        }
        if go_memory_limit_bytes != GcConfig::GO.memory_limit_bytes {
            let _ = writeln!(text, "gomemlimit {go_memory_limit_bytes}");
        }
        if first_stack_bytes != Config::FIRST_STACK_GO_BYTES {
            let _ = writeln!(text, "stack {first_stack_bytes}");
        }
        for (param, value) in &self.initial {
            let _ = writeln!(text, "initial {param} {value}");
        }
        for (at, input) in &self.changes {
            let _ = match *input {
                Input::SetParam { param, value } => writeln!(text, "change {} param {param} {value}", at.0),
                Input::SetProcs(n) => writeln!(text, "change {} procs {n}", at.0),
                Input::SetGcPercent(percent) => writeln!(text, "change {} gogc {percent}", at.0),
                Input::SetGoMemoryLimit(bytes) => writeln!(text, "change {} gomemlimit {bytes}", at.0),
                Input::Cancel(ctx) => writeln!(text, "change {} cancel {}", at.0, ctx.0),
                Input::SetMemoryLimit(limit) => {
                    writeln!(text, "change {} memory {}", at.0, limit.unwrap_or(0))
                }
            };
        }
        text.push('\n');
        text.push_str(&self.program);
        text
    }

    /// From a text.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (head, program) = text.split_once("\n\n").ok_or("this link holds no program")?;
        let mut lines = head.lines();
        if lines.next() != Some(FIRST_LINE) {
            return Err("this link was made by another version of Gopark".to_owned());
        }
        if program.trim().is_empty() {
            return Err("this link holds no program".to_owned());
        }
        if program.len() > SOURCE_BYTES_MAX {
            return Err(format!("the program of this link is longer than {SOURCE_BYTES_MAX} bytes"));
        }
        let options = Options {
            procs: 4,
            seed: 1,
            memory_limit_bytes: 256 << 20,
            async_preempt: true,
            gc_percent: GcConfig::GO.percent,
            go_memory_limit_bytes: GcConfig::GO.memory_limit_bytes,
            first_stack_bytes: Config::FIRST_STACK_GO_BYTES,
        };
        let mut share = Self {
            program: program.to_owned(),
            options,
            initial: Vec::new(),
            changes: Vec::new(),
            at: SimTime::ZERO,
            events: 0,
        };
        for line in lines {
            share.read(line).ok_or_else(|| format!("this link is damaged: it says {line:?}"))?;
            if share.initial.len() + share.changes.len() > SHARED_CHANGES_MAX {
                return Err(format!("this link holds more than {SHARED_CHANGES_MAX} changes"));
            }
        }
        Ok(share)
    }

    /// Takes in a line; none when it means nothing.
    fn read(&mut self, line: &str) -> Option<()> {
        let words: Vec<&str> = line.splitn(6, ' ').collect();
        match *words.as_slice() {
            ["procs", n] => self.options.procs = procs(n)?,
            ["seed", seed] => self.options.seed = seed.parse().ok()?,
            ["memory", bytes] => self.options.memory_limit_bytes = memory(bytes)?,
            ["preempt", on] => self.options.async_preempt = on.parse::<u8>().ok().filter(|on| *on < 2)? == 1,
            ["gogc", percent] => self.options.gc_percent = gc_percent(percent)?,
            ["gomemlimit", bytes] => self.options.go_memory_limit_bytes = bytes.parse().ok()?,
            ["stack", bytes] => self.options.first_stack_bytes = Config::first_stack(bytes.parse().ok()?)?,
            ["at", at, events] => {
                self.at = SimTime(at.parse().ok()?);
                self.events = events.parse().ok()?;
            }
            ["initial", param, value] => self.initial.push((param.parse().ok()?, value.parse().ok()?)),
            ["change", at, ref what @ ..] => {
                let at = SimTime(at.parse().ok()?);
                // Changes are in the order of their moments.
                if self.changes.last().is_some_and(|(last, _)| *last > at) {
                    return None;
                }
                let input = match *what {
                    ["param", param, value] => {
                        Input::SetParam { param: param.parse().ok()?, value: value.parse().ok()? }
                    }
                    ["procs", n] => Input::SetProcs(procs(n)?),
                    ["gogc", percent] => Input::SetGcPercent(gc_percent(percent)?),
                    ["gomemlimit", bytes] => Input::SetGoMemoryLimit(bytes.parse().ok()?),
                    ["cancel", ctx] => Input::Cancel(ObjId(ctx.parse().ok()?)),
                    ["memory", "0"] => Input::SetMemoryLimit(None),
                    ["memory", bytes] => Input::SetMemoryLimit(Some(memory(bytes)?)),
                    _ => return None,
                };
                self.changes.push((at, input));
            }
            _ => return None,
        }
        Some(())
    }
}

fn procs(text: &str) -> Option<u32> {
    text.parse().ok().filter(|n| (1..=PROCS_MAX).contains(n))
}

fn gc_percent(text: &str) -> Option<i32> {
    text.parse().ok().filter(|percent| *percent >= -1)
}

fn memory(text: &str) -> Option<u64> {
    text.parse().ok().filter(|bytes| (1..=MEMORY_LIMIT_BYTES_MAX).contains(bytes))
}
