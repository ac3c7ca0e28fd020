//! One line that says what an installation is doing and since when.

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::process::last_lines;

const TICK: Duration = Duration::from_secs(1);
/// How often a log file, as opposed to a terminal, gets a line.
const LOG_EVERY: Duration = Duration::from_secs(30);

/// Runs `command`, shows `what` with the elapsed time and the last thing the command said on its standard error,
/// and fails with the end of that output unless the command succeeds.
pub fn run(what: &str, command: &mut Command) -> Result<()> {
    let mut line = Line::new(what);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    let stderr = child.stderr.take().context("the standard error is piped")?;
    let (sender, lines) = mpsc::channel();
    let reader = thread::spawn(move || {
        BufReader::new(stderr).lines().map_while(|line| line.ok()).try_for_each(|line| sender.send(line))
    });

    let mut said = String::new();
    loop {
        match lines.recv_timeout(TICK) {
            Ok(text) => {
                line.show(text.trim());
                said.push_str(&text);
                said.push('\n');
            }
            Err(RecvTimeoutError::Timeout) => line.refresh(),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    reader.join().ok();
    let status = child.wait()?;
    line.finish(if status.success() { "done" } else { "failed" });
    if !status.success() {
        bail!("{what} failed:\n{}", last_lines(&said, 30));
    }
    Ok(())
}

struct Line<'a> {
    what: &'a str,
    detail: String,
    started: Instant,
    shown: Instant,
    terminal: bool,
}

impl<'a> Line<'a> {
    fn new(what: &'a str) -> Self {
        let terminal = std::io::stderr().is_terminal();
        if !terminal {
            eprintln!("{what}");
        }
        let now = Instant::now();
        Self { what, detail: String::new(), started: now, shown: now, terminal }
    }

    fn show(&mut self, detail: &str) {
        self.detail = detail.to_owned();
        self.refresh();
    }

    fn refresh(&mut self) {
        let text = format!("{}: {}, {}", self.what, elapsed(self.started.elapsed()), self.detail);
        if self.terminal {
            let short: String = text.chars().take(100).collect();
            eprint!("\r\x1b[2K{short}");
            std::io::stderr().flush().ok();
        } else if self.shown.elapsed() >= LOG_EVERY {
            self.shown = Instant::now();
            eprintln!("{text}");
        }
    }

    fn finish(&self, end: &str) {
        let text = format!("{}: {end} in {}", self.what, elapsed(self.started.elapsed()));
        eprintln!("{}{text}", if self.terminal { "\r\x1b[2K" } else { "" });
    }
}

/// A duration as people read it: `7 s`, `3 min 07 s`.
pub fn elapsed(duration: Duration) -> String {
    match duration.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}
