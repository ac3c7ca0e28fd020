//! Changes what runs while it runs: the program's parameters and the runtime's.

use gopark_scene::words;
use gopark_session::{Options, Session, State};
use gopark_trace::ObjId;

use super::{Inner, Player};

impl Player {
    /// Sets a program parameter at the moment shown; a run that is over starts again with it.
    pub fn set_param(&self, param: usize, value: i64, words: &str) {
        self.change(words, move |session| session.set_param(param, value));
    }

    /// Sets a program parameter and starts again with it.
    pub fn set_param_again(&self, param: usize, value: i64, words: &str) {
        let words = words.to_owned();
        self.live(move |inner| {
            inner.start_with(|session| session.set_param(param, value));
            inner.say(format!("{words}; started again."));
        });
    }

    /// Sets GOMAXPROCS at the moment shown; a run that is over starts again with it.
    pub fn set_procs(&self, n: u32) {
        self.change(&format!("GOMAXPROCS is {n}"), move |session| session.set_procs(n));
    }

    /// Cancels a context at the moment shown.
    pub fn cancel(&self, ctx: ObjId) {
        self.change("The context is cancelled", move |session| session.cancel(ctx));
    }

    /// sysmon interrupts loops without calls, or does not; the run starts again with it, as a process would.
    pub fn set_async_preempt(&self, on: bool) {
        let words = format!("asyncpreemptoff is {}", u8::from(!on));
        self.configure(&words, move |options| Options { async_preempt: on, ..options });
    }

    /// Sets the first stack of each goroutine, and starts again with it.
    pub fn set_first_stack(&self, bytes: u32) {
        let words = format!("The first stack is {}", words::bytes(bytes.into()));
        self.configure(&words, move |options| Options { first_stack_bytes: bytes, ..options });
    }

    /// Changes what a run starts with, and starts again.
    fn configure(&self, words: &str, change: impl FnOnce(Options) -> Options + 'static) {
        let words = words.to_owned();
        self.live(move |inner| {
            let options = change(*inner.session.options());
            inner.session.configure(options);
            inner.twin_is_stale = true;
            inner.session.restart(None);
            inner.session.play();
            inner.say(format!("{words}; started again."));
        });
    }

    /// Sets GOGC at the moment shown; -1: off.
    pub fn set_gc_percent(&self, percent: i32) {
        let said = if percent < 0 { "GOGC is off".to_owned() } else { format!("GOGC is {percent}") };
        self.change(&said, move |session| session.set_gc_percent(percent));
    }

    /// Sets GOMEMLIMIT at the moment shown; the largest number: none.
    pub fn set_go_memory_limit(&self, bytes: u64) {
        let said = if bytes == u64::MAX { "off".to_owned() } else { words::bytes(bytes) };
        self.change(&format!("GOMEMLIMIT is {said}"), move |session| session.set_go_memory_limit(bytes));
    }

    /// Sets the container's memory limit at the moment shown.
    pub fn set_memory_limit(&self, bytes: u64) {
        let said = format!("The container's memory limit is {}", words::bytes(bytes));
        self.change(&said, move |session| session.set_memory_limit(bytes));
    }

    fn change(&self, words: &str, change: impl FnOnce(&mut Session) + 'static) {
        let words = words.to_owned();
        self.live(move |inner| {
            if *inner.session.state() == State::Empty {
                change(&mut inner.session);
                inner.say(format!("{words} from the next start on."));
            } else if matches!(inner.session.state(), State::Ended(_)) {
                inner.start_with(change);
                inner.say(format!("{words}. The program was over, so it starts again."));
            } else {
                inner.twin_is_stale = true;
                change(&mut inner.session);
                inner.say(format!("{words} from {} on.", inner.session.time()));
            }
        });
    }
}

impl Inner {
    /// From the beginning, changed.
    fn start_with(&mut self, change: impl FnOnce(&mut Session)) {
        self.twin_is_stale = true;
        self.session.restart(None);
        change(&mut self.session);
        self.session.play();
    }

    /// Sets the program parameter of that name; whether there is one.
    pub(super) fn set_param_named(&mut self, name: &str, value: i64) -> bool {
        let param = param_named(&self.session, name);
        param.inspect(|&param| self.session.set_param(param, value)).is_some()
    }
}

/// The program parameter of that name, whichever its case (attributes have none).
fn param_named(session: &Session, name: &str) -> Option<usize> {
    session.program()?.params.iter().position(|param| param.name.eq_ignore_ascii_case(name))
}
