//! One program run to its end: how long it took and how much memory it had at most.
//!
//! Linux tells both of a process that has ended but was not waited for yet, and of its memory as long as it lives.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::repo;

/// How often a running program is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(1);

/// What a run took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// Most resident memory, in bytes.
    pub peak_bytes: u64,
}

/// A side of a comparison: the least of what its runs took, and what it prints.
pub struct Side {
    command: Command,
    /// The least time and memory so far.
    pub least: Option<Cost>,
    output: String,
}

impl Side {
    /// A side that runs `command`.
    pub fn new(command: Command) -> Self {
        Self { command, least: None, output: String::new() }
    }

    /// What it prints, word by word.
    pub fn words(&self) -> Vec<&str> {
        self.output.split_whitespace().collect()
    }

    fn run(&mut self) -> Result<()> {
        let log = repo::scratch()?.join("bench.out");
        let file = File::create(&log)?;
        let started = Instant::now();
        let mut child = self
            .command
            .stdin(Stdio::null())
            .stdout(file)
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", self.command.get_program().display()))?;
        let (wall, peak_bytes) = watch(&child, started);
        ensure!(child.wait()?.success(), "{:?} fails", self.command);
        self.output = fs::read_to_string(&log)?;
        let least = self.least.unwrap_or(Cost { wall, peak_bytes });
        self.least = Some(Cost { wall: least.wall.min(wall), peak_bytes: least.peak_bytes.min(peak_bytes) });
        Ok(())
    }
}

/// Runs all sides by turns, so that a busy moment of the machine hits all of them; they must print the same words.
pub fn by_turns(sides: &mut [Side], rounds: u32) -> Result<()> {
    for _ in 0..rounds {
        sides.iter_mut().try_for_each(Side::run)?;
    }
    let Some((first, others)) = sides.split_first() else { return Ok(()) };
    for other in others {
        if other.words() != first.words() {
            bail!("{:?} prints {:?} instead of {:?}", other.command, other.output, first.output);
        }
    }
    Ok(())
}

/// Until it has ended: since when, and the most memory it had.
fn watch(child: &Child, started: Instant) -> (Duration, u64) {
    let process = Path::new("/proc").join(child.id().to_string());
    let mut peak_bytes = 0;
    loop {
        let status = fs::read_to_string(process.join("status")).unwrap_or_default();
        let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        if field("State:").is_none_or(|state| state.starts_with('Z')) {
            return (started.elapsed(), peak_bytes);
        }
        let kilobytes = field("VmHWM:").and_then(|value| value.split(' ').next()?.parse::<u64>().ok());
        peak_bytes = peak_bytes.max(kilobytes.unwrap_or(0) << 10);
        thread::sleep(LOOK_EVERY);
    }
}
