//! What the command line may say.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::duration::parse_duration;
use crate::godebug::{self, Godebug};

/// How long a preview lasts when nobody says otherwise.
pub const PREVIEW: &str = "50ms";

/// A Go runtime you can see, without the page.
#[derive(Debug, Parser)]
#[command(name = "gopark", version, about)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a program on the simulated runtime: its output, its exit code
    Run(Run),
    /// Compile a program and print what is wrong with it
    Check {
        /// A Go file of package main
        file: PathBuf,
    },
    /// Run a program under one seed after another, until a run goes wrong; exits with 1 then
    Hunt(Hunt),
    /// Draw the stage at one moment of a run, or of a recording, as SVG
    Poster(Poster),
    /// Keep how a run begins, for a stage in a page to play before it can run programs
    Preview(Preview),
    /// Show what really happened: an execution trace or a goroutine dump of a program of Go's
    Replay(Replay),
    /// Turn the `go,gopark` fences of a book into stages: a preprocessor for mdBook
    Mdbook {
        /// Asked by mdBook: `supports RENDERER`
        #[arg(num_args = 0..=2, value_name = "supports RENDERER")]
        question: Vec<String>,
    },
}

/// Options of `gopark replay`.
#[derive(Debug, clap::Args)]
pub struct Replay {
    /// What `runtime/trace`, `go test -trace` or `/debug/pprof/trace` wrote, or a goroutine dump
    pub file: PathBuf,
    /// The moment whose goroutines are listed, from the beginning of the recording on: e.g. 10ms; its end without it
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub at: Option<u64>,
    /// List one goroutine after the other, however many there are
    #[arg(long)]
    pub all: bool,
    /// Write one line an event instead (-: to stdout)
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    /// Print one JSON line of numbers on stderr at the end
    #[arg(long)]
    pub stats: bool,
}

/// Options of `gopark poster`.
#[derive(Debug, clap::Args)]
pub struct Poster {
    /// A Go file of package main, an execution trace, or a goroutine dump
    pub file: PathBuf,
    /// The moment, in virtual time: e.g. 10ms or 1.5s
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub at: u64,
    /// Light or dark
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    pub theme: Theme,
    /// Where the picture goes; stdout without it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub schedule: Schedule,
    /// Width in px
    #[arg(long, default_value_t = 1200, value_parser = clap::value_parser!(u16).range(320..=8192))]
    pub width: u16,
    /// Height in px, when that is enough
    #[arg(long, default_value_t = 700, value_parser = clap::value_parser!(u16).range(240..=8192))]
    pub height: u16,
}

/// Options of `gopark preview`.
#[derive(Debug, clap::Args)]
pub struct Preview {
    /// A Go file of package main
    pub file: PathBuf,
    /// Up to which moment, in virtual time, if its end or the two thousandth event is not earlier
    #[arg(long, value_name = "DURATION", value_parser = parse_duration, default_value = PREVIEW)]
    pub until: u64,
    /// Where it goes; stdout without it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub schedule: Schedule,
}

/// What decides how a run is scheduled.
#[derive(Debug, clap::Args)]
pub struct Schedule {
    /// GOMAXPROCS
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub procs: u32,
    /// Seed of all chance
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// The colors of a picture.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Theme {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
}

/// Options of `gopark hunt`.
#[derive(Debug, clap::Args)]
pub struct Hunt {
    /// A Go file of package main
    pub file: PathBuf,
    /// What is wrong with the run that is sought
    #[arg(long = "for", value_enum, default_value_t = Prey::Failure)]
    pub prey: Prey,
    /// How many seeds are tried
    #[arg(long, default_value_t = 1_000)]
    pub seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// GOMAXPROCS
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub procs: u32,
}

/// What is hunted for.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Prey {
    /// A deadlock, a panic, a fatal error, or an exit code that is not 0
    Failure,
    /// A goroutine that can never be woken
    Leak,
    /// Other output than that of the first run
    Output,
}

/// Options of `gopark run`.
#[derive(Debug, clap::Args)]
pub struct Run {
    /// A Go file of package main
    pub file: PathBuf,
    /// GOMAXPROCS
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=256))]
    pub procs: u32,
    /// Seed of all chance: schedules, select, map order
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Stop after so much virtual time, e.g. 10ms or 1.5s
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    pub until: Option<u64>,
    /// Set a program parameter (`//gopark:param`), e.g. --set limit=20
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// The container's memory limit in MiB; the process is killed when it is reached
    #[arg(long, value_name = "MIB", value_parser = clap::value_parser!(u64).range(1..=1 << 20))]
    pub memory_limit: Option<u64>,
    /// By how many percent the heap may grow between collections, or off, as in the variable GOGC
    #[arg(long, value_name = "N|off", value_parser = godebug::percent, default_value = "100", allow_negative_numbers = true)]
    pub gogc: i32,
    /// The soft memory limit of Go's runtime, as in the variable GOMEMLIMIT: bytes, or with a unit like 64MiB
    #[arg(long, value_name = "BYTES|off", value_parser = godebug::bytes, default_value = "off")]
    pub gomemlimit: u64,
    /// The first stack of each goroutine in bytes, or with a unit like 8KiB: a power of two up to 64 KiB; real Go has no
    /// such setting
    #[arg(long, value_name = "BYTES", value_parser = godebug::first_stack, default_value = "2048")]
    pub first_stack: u32,
    /// Let loops without calls keep their processor, as before Go 1.14
    #[arg(long)]
    pub async_preempt_off: bool,
    /// Schedule as programs built with `go build -race` do: who was started or woken runs next only every other time
    #[arg(long)]
    pub randomize: bool,
    /// Settings of the runtime as in the variable GODEBUG: asyncpreemptoff=1, schedtrace=N (a line every N virtual
    /// milliseconds), scheddetail=1, gctrace=1 (a line a collection), tracebackancestors=N (dumps tell who started
    /// whom), gcshrinkstackoff=1, adaptivestackstart=0, panicnil=1, tracebacklabels=0
    #[arg(long, value_name = "NAME=VALUE,...", value_parser = godebug::parse, default_value = "", hide_default_value = true)]
    pub godebug: Godebug,
    /// Set a variable of the program's environment, which is empty otherwise
    #[arg(long, value_name = "NAME=VALUE")]
    pub env: Vec<String>,
    /// What the program reads from its standard input, which is empty otherwise
    #[arg(long, value_name = "FILE")]
    pub stdin: Option<PathBuf>,
    /// Write the run as a Go execution trace, for `go tool trace`
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Write the run for ui.perfetto.dev and Chrome, in the JSON of the trace event format
    #[arg(long, value_name = "FILE")]
    pub perfetto: Option<PathBuf>,
    /// Write one line an event (-: to stdout, and what the program prints to stderr)
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    /// Print the fingerprint of all events on stderr
    #[arg(long)]
    pub events_hash: bool,
    /// Print one JSON line of numbers on stderr at the end
    #[arg(long)]
    pub stats: bool,
}
