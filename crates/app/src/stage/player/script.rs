//! What scripts and whoever mounts a page do with a player, beside what a reader does.

use std::rc::Rc;

use gopark_scene::Hit;
use gopark_session::{Compiled, Diagnostic, Session, Share, Speed, State};
use gopark_trace::SimTime;
use yew::Callback;

use super::compile::Done;
use super::tell::at;
use super::{Inner, Player};
use crate::state::Action;

impl Player {
    /// From now on `on_news` is told, at most as often as the page is, that something is new.
    pub fn notify(&self, on_news: impl Fn() + 'static) {
        self.command(|inner| inner.on_news = Callback::from(move |()| on_news()));
    }

    /// Tells the page something, in the next frame.
    pub fn tell(&self, action: Action) {
        self.command(|inner| inner.to_say.push(action));
    }

    /// The editor holds this now.
    pub fn set_source(&self, text: Rc<str>) {
        self.command_silently(|inner| inner.source = text);
    }

    /// What the editor holds.
    pub fn source(&self) -> String {
        self.0.try_borrow().map(|inner| inner.source.to_string()).unwrap_or_default()
    }

    /// Plays as fast as it goes, whatever the speed is.
    pub fn run_to_end(&self) {
        self.command(|inner| {
            inner.goal = Some(SimTime::NEVER);
            inner.session.set_speed(Speed::Unbounded);
            inner.session.play();
        });
    }

    /// So many events on, or back when the number is negative.
    pub fn step_by(&self, n: i32) {
        self.command(|inner| {
            for _ in 0..n.unsigned_abs() {
                if n > 0 {
                    inner.session.step();
                } else {
                    inner.session.step_back();
                }
                if inner.session.is_busy() {
                    inner.session.advance(0.0, &mut || true);
                }
            }
            inner.say_event();
        });
    }

    /// Sets the program parameter of that name, or GOMAXPROCS, at the moment shown. `done` is told whether there is one,
    /// when that is done; `false` when it never comes to that.
    pub fn set_named(&self, name: &str, value: i64, done: impl FnOnce(bool) + 'static) {
        let (name, done) = (name.to_owned(), Done::new(done));
        self.live(move |inner| {
            let is_procs = name == "GOMAXPROCS";
            if is_procs {
                inner.session.set_procs(value.clamp(1, 256) as u32);
            }
            done.tell(is_procs || inner.set_param_named(&name, value));
        });
    }

    /// The same program stands still at its beginning, with another seed if one is given. `done` is told when it does;
    /// `false` when it never comes to that.
    pub fn reset(&self, seed: Option<u64>, done: impl FnOnce(bool) + 'static) {
        let done = Done::new(done);
        self.live(move |inner| {
            inner.start_again(seed);
            inner.session.seek(SimTime::ZERO);
            done.tell(true);
        });
    }

    /// From now on playing stops at these moments.
    pub fn stop_at(&self, mut stops: Vec<SimTime>) {
        stops.sort_unstable();
        self.command_silently(|inner| inner.stops = stops);
    }

    /// How many programs were put on the stage so far.
    pub fn loads(&self) -> u32 {
        self.0.try_borrow().map_or(0, |inner| inner.loads)
    }

    /// What is selected, such as `g7` or `p0`; empty when nothing is.
    pub fn selected_name(&self) -> String {
        let selected = self.0.try_borrow().ok().and_then(|inner| inner.stage.selected());
        selected.map_or_else(String::new, Hit::name)
    }

    /// Breaks.
    pub fn fault(&self) {
        self.command(|_| panic!("somebody asked for it"));
    }

    /// The picture of the moment shown, as an SVG document in the colors of the page.
    pub fn svg(&self) -> String {
        self.0.try_borrow_mut().map(|mut inner| inner.svg()).unwrap_or_default()
    }

    /// The run and the moment shown as a text; empty when there is none.
    pub fn share(&self) -> String {
        self.look(Session::share).flatten().map_or_else(String::new, |share| share.to_text())
    }

    /// Opens a shared run, at its moment.
    pub fn open(&self, share: Rc<Share>) {
        self.end_preview();
        self.with_all_for(share.program.as_str().into(), move |player, text| {
            player.command(|inner| {
                inner.compile(&text, Box::new(move |inner, compiled| inner.open(&share, compiled)));
            });
        });
    }

    /// What a run is opened with: values of parameters by name, a moment, and whether it plays by itself.
    pub fn prepare(&self, params: &[(String, i64)], start_at: SimTime, autoplay: bool) {
        let params = params.to_vec();
        self.command(|inner| inner.after_compiling(move |inner| inner.prepare(&params, start_at, autoplay)));
    }
}

impl Inner {
    fn open(&mut self, share: &Share, compiled: Compiled) {
        let fits = self.session.open_compiled(share, compiled);
        let diagnostics: Rc<[Diagnostic]> = self.session.diagnostics().into();
        self.to_say.push(Action::Compiled { text: share.program.as_str().into(), diagnostics });
        if fits {
            self.quiz = self.quiz_to_come;
            self.loads += 1;
            self.goal = (self.session.time() < share.at).then_some(share.at);
            self.say(format!("A shared run, at {}.", share.at));
        }
    }

    fn prepare(&mut self, params: &[(String, i64)], start_at: SimTime, autoplay: bool) {
        for (name, value) in params {
            self.set_param_named(name, *value);
        }
        if !params.is_empty() {
            // They are what the run begins with, not changes on the way.
            self.session.restart(None);
            self.session.play();
        }
        if !autoplay && *self.session.state() == State::Playing {
            self.session.pause();
            self.say(match start_at {
                SimTime::ZERO => "Run starts the program.".to_owned().into(),
                moment => at(moment),
            });
        }
        // Also at the beginning there is something to see: processors, and main on one of them.
        if !autoplay || start_at > SimTime::ZERO {
            self.session.seek(start_at);
            self.goal = (self.session.time() < start_at).then_some(start_at);
        }
    }
}
