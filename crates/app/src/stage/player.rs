//! Plays a run on the stage: owns the session, takes what a person commands, and does the work of each frame.
//!
//! The component tree never sees a frame. It gets a [`Snapshot`](crate::snapshot::Snapshot) on a discrete change, and
//! at most ten times a second while the run plays.

mod script;

use std::cell::RefCell;
use std::rc::Rc;

use gloo_render::{AnimationFrame, request_animation_frame};
use gopark_lessons::{Quiz, Setup};
use gopark_scene::{Hit, Hits, Input, Names, NoNames, Rows, Stage, Timeline, TimelineInput, words};
use gopark_session::{Diagnostic, Goal, Options, Passed, Session, Speed, State};
use gopark_trace::{Event, SimTime, World};
use yew::Callback;

use super::clock::Clock;
use super::frame_times::FrameTimes;
use super::neighbor::{Way, neighbor};
use super::screen::Screen;
use super::watch::{Change, prefers_reduced_motion};
use crate::lesson::act;
use crate::names::ProgramNames;
use crate::snapshot::{Phase, last_event, snapshot};
use crate::state::Action;
use crate::verdict;

/// A text that is typed is checked when it has rested for so long, in ms.
const CHECK_AFTER_MS: f64 = 400.0;
/// How much of a frame the run may take, in ms.
const ADVANCE_MS_MAX: f64 = 6.0;
/// The page around the stage is told the moment at most this often, in ms.
const SHOW_EVERY_MS: f64 = 100.0;
/// After a pause of the page (a hidden tab), no more than this went by, in ms.
const FRAME_MS_MAX: f64 = 100.0;

/// A handle to a player; clones play the same run.
#[derive(Clone)]
pub struct Player(Rc<RefCell<Inner>>);

impl PartialEq for Player {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    session: Session,
    stage: Stage,
    screen: Option<Screen>,
    timeline: Timeline,
    timeline_screen: Option<Screen>,
    /// What lies where in the picture that is shown.
    hits: Hits,
    frame: Option<AnimationFrame>,
    /// When the last frame was, in ms.
    last_ms: Option<f64>,
    /// When the page was last told the moment, in ms.
    shown_ms: f64,
    /// The page does not know this moment yet.
    to_show: bool,
    /// What to tell the page before anything else.
    to_say: Vec<Action>,
    dirty: bool,
    moving: bool,
    tab_visible: bool,
    on_screen: bool,
    goal: Option<SimTime>,
    /// What the slider says; running to the end is faster.
    speed: Speed,
    /// A text to be checked, and when.
    unchecked: Option<(Rc<str>, f64)>,
    /// What the run on the stage is to answer.
    quiz: Option<&'static Quiz>,
    clock: Clock,
    times: FrameTimes,
    on_action: Callback<Action>,
    /// A script that is told when there is something new to read.
    on_news: Callback<()>,
    /// What the editor holds.
    source: Rc<str>,
}

impl Player {
    /// A player without a program, which nobody listens to.
    pub fn new(options: Options) -> Self {
        Self(Rc::new(RefCell::new(Inner {
            session: Session::new(options),
            stage: Stage::new(),
            screen: None,
            timeline: Timeline::default(),
            timeline_screen: None,
            hits: Hits::default(),
            frame: None,
            last_ms: None,
            shown_ms: 0.0,
            to_show: true,
            to_say: Vec::new(),
            dirty: true,
            moving: false,
            tab_visible: true,
            on_screen: true,
            goal: None,
            speed: Speed::Unbounded,
            unchecked: None,
            quiz: None,
            clock: Clock::new(),
            times: FrameTimes::default(),
            on_action: Callback::noop(),
            on_news: Callback::noop(),
            source: Rc::from(""),
        })))
    }

    /// From now on `on_action` is told what happens.
    pub fn listen(&self, on_action: Callback<Action>) {
        self.command_silently(|inner| inner.on_action = on_action);
    }

    /// From now on programs run as a lesson wants it, and what runs is asked its question.
    pub fn set_up(&self, setup: Option<&Setup>, quiz: Option<&'static Quiz>) {
        self.command_silently(|inner| {
            if let Some(setup) = setup {
                let options = Options {
                    procs: setup.procs,
                    memory_limit_bytes: setup.memory_limit_bytes,
                    async_preempt: setup.async_preempt,
                    ..*inner.session.options()
                };
                inner.session.configure(options);
            }
            inner.quiz = quiz;
        });
    }

    /// Compiles `text`; when it has no errors it is put on the stage, at its beginning, and plays.
    pub fn load(&self, text: Rc<str>) {
        self.command(|inner| {
            inner.unchecked = None;
            let fits = inner.session.load(&text);
            let diagnostics: Rc<[Diagnostic]> = inner.session.diagnostics().into();
            let said = match diagnostics.iter().filter(|it| it.is_error).count() {
                0 => "The program starts.".to_owned(),
                n => format!(
                    "The program does not compile: {}. The run on the stage is still the one before.",
                    words::count(n, "error", "errors")
                ),
            };
            inner.to_say.push(Action::Compiled { text, diagnostics });
            if fits {
                inner.stage.select(None);
                inner.goal = None;
                inner.session.play();
            }
            inner.say(said);
        });
    }

    /// Looks at a text that is being typed, once it has rested for a moment.
    pub fn check(&self, text: Rc<str>) {
        self.command_silently(|inner| inner.unchecked = Some((text, inner.clock.now_ms() + CHECK_AFTER_MS)));
    }

    /// Plays; a run that is over starts again.
    pub fn run(&self) {
        self.command(|inner| {
            if matches!(inner.session.state(), State::Ended(_) | State::Fault(_)) {
                inner.session.restart(None);
            }
            inner.session.set_speed(inner.speed);
            inner.session.play();
            inner.say(format!("Goes on from {}.", inner.session.time()));
        });
    }

    /// Stands still.
    pub fn pause(&self) {
        self.command(|inner| {
            inner.session.pause();
            inner.goal = None;
            inner.say(format!("Paused at {}.", inner.session.time()));
        });
    }

    /// On to the next event that is a goal.
    pub fn step_to(&self, goal: Goal) {
        self.command(|inner| {
            let goal = inner.goal_of(goal);
            inner.session.step_to(goal);
            inner.say_event();
        });
    }

    /// Back to the latest earlier event that is a goal.
    pub fn step_back_to(&self, goal: Goal) {
        self.command(|inner| {
            let goal = inner.goal_of(goal);
            inner.session.step_back_to(goal);
            inner.say_event();
        });
    }

    /// The same program from its beginning.
    pub fn restart(&self, seed: Option<u64>) {
        self.command(|inner| {
            inner.session.set_speed(inner.speed);
            inner.session.restart(seed);
            inner.session.play();
            inner.say(format!("Started again with seed {}.", inner.session.options().seed));
        });
    }

    /// To a moment.
    pub fn seek(&self, to: SimTime) {
        self.command(|inner| {
            inner.session.seek(to);
            inner.goal = (inner.session.time() < to).then_some(to);
        });
    }

    /// How fast program time passes.
    pub fn set_speed(&self, speed: Speed) {
        self.command(|inner| {
            inner.speed = speed;
            inner.session.set_speed(speed);
        });
    }

    /// Sets a program parameter at the moment shown; a run that is over starts again with it.
    pub fn set_param(&self, param: usize, value: i64, words: &str) {
        self.change(words, |session| session.set_param(param, value));
    }

    /// Sets GOMAXPROCS at the moment shown; a run that is over starts again with it.
    pub fn set_procs(&self, n: u32) {
        self.change(&format!("GOMAXPROCS is {n}"), |session| session.set_procs(n));
    }

    /// sysmon interrupts loops without calls, or does not; the run starts again with it, as a process would.
    pub fn set_async_preempt(&self, on: bool) {
        self.command(|inner| {
            let options = Options { async_preempt: on, ..*inner.session.options() };
            inner.session.configure(options);
            inner.session.restart(None);
            inner.session.play();
            inner.say(format!("asyncpreemptoff is {}; started again.", u8::from(!on)));
        });
    }

    /// Selects what the words of a lesson name, if it is there now.
    pub fn select_named(&self, words: &str) {
        self.command(|inner| {
            let session = &inner.session;
            let found = session.world().zip(session.program());
            match found.and_then(|(world, program)| act::find(words, world, program)) {
                Some(hit) => {
                    inner.select(Some(hit));
                    inner.reveal(hit);
                }
                None => inner.say("It is not there at this moment.".to_owned()),
            }
        });
    }

    /// Sets GOGC at the moment shown; -1: off.
    pub fn set_gc_percent(&self, percent: i32) {
        let said = if percent < 0 { "GOGC is off".to_owned() } else { format!("GOGC is {percent}") };
        self.change(&said, |session| session.set_gc_percent(percent));
    }

    /// Sets GOMEMLIMIT at the moment shown; the largest number: none.
    pub fn set_go_memory_limit(&self, bytes: u64) {
        let said = if bytes == u64::MAX { "off".to_owned() } else { words::bytes(bytes) };
        self.change(&format!("GOMEMLIMIT is {said}"), |session| session.set_go_memory_limit(bytes));
    }

    /// Sets the container's memory limit at the moment shown.
    pub fn set_memory_limit(&self, bytes: u64) {
        let said = format!("The container's memory limit is {}", words::bytes(bytes));
        self.change(&said, |session| session.set_memory_limit(bytes));
    }

    /// Selects something, or nothing.
    pub fn select(&self, hit: Option<Hit>) {
        self.command(|inner| inner.select(hit));
    }

    /// Selects what comes next in a direction.
    pub fn select_next(&self, way: Way) {
        self.command(|inner| {
            let next = neighbor(&inner.hits, inner.stage.selected(), way);
            if let Some(hit) = next {
                inner.select(next);
                inner.reveal(hit);
            }
        });
    }

    /// The pointer is at a point of the visible part of the stage, or has left it.
    pub fn point(&self, at: Option<(f32, f32)>) {
        self.command_silently(|inner| {
            let hit = at.and_then(|(x, y)| inner.hit(x, y));
            inner.stage.hover(hit);
            inner.dirty = true;
        });
    }

    /// A point of the visible part of the stage was clicked.
    pub fn click(&self, x: f32, y: f32) {
        self.command(|inner| {
            let hit = inner.hit(x, y);
            inner.select(hit);
        });
    }

    /// Moves the moment to a point of the timeline; `select` what is there, too.
    pub fn timeline_point(&self, x: f32, y: f32, select: bool) {
        self.command(|inner| {
            let to = inner.timeline.time_at(x);
            let scroll_y = inner.timeline_screen.as_ref().map_or(0.0, Screen::scroll_y);
            let history = inner.session.history();
            let hit = history.and_then(|history| inner.timeline.pick(history, x, y, scroll_y));
            inner.session.seek(to);
            inner.goal = (inner.session.time() < to).then_some(to);
            if select && hit.is_some() {
                inner.select(hit);
            }
        });
    }

    /// Makes the timeline's window `factor` times as wide, around `x` or else around the moment shown.
    pub fn timeline_zoom(&self, factor: f64, x: Option<f32>) {
        self.command_silently(|inner| {
            let x = x.unwrap_or_else(|| inner.timeline.cursor_x());
            inner.timeline.zoom(factor, x);
            inner.show_now();
        });
    }

    /// Moves the timeline's window by `px`; all of it when that is not a number.
    pub fn timeline_pan(&self, px: f32) {
        self.command_silently(|inner| {
            if px.is_finite() {
                inner.timeline.pan(px);
            } else {
                inner.timeline.fit();
            }
            inner.show_now();
        });
    }

    /// What the timeline's rows are.
    pub fn timeline_rows(&self, rows: Rows) {
        self.command_silently(|inner| {
            inner.timeline.set_rows(rows);
            inner.show_now();
        });
    }

    /// From now on the pictures are painted on these.
    pub fn attach(&self, mut screen: Screen, mut timeline: Screen) {
        self.command_silently(|inner| {
            screen.measure();
            timeline.measure();
            inner.stage.set_reduced_motion(prefers_reduced_motion());
            inner.screen = Some(screen);
            inner.timeline_screen = Some(timeline);
            inner.dirty = true;
            inner.show_now();
        });
    }

    /// Stops: no frame is requested any more, nothing is painted.
    pub fn detach(&self) {
        if let Ok(mut inner) = self.0.try_borrow_mut() {
            (inner.screen, inner.timeline_screen) = (None, None);
            inner.frame = None;
            inner.on_screen = false;
            inner.session.pause();
        }
    }

    /// Takes the colors from the page again.
    pub fn restyle(&self) {
        self.on_change(Change::Preferences);
        self.on_timeline_change(Change::Preferences);
    }

    /// Something changed around the stage.
    pub fn on_change(&self, change: Change) {
        self.command_silently(|inner| {
            match (change, &mut inner.screen) {
                (Change::Size, Some(screen)) => screen.measure(),
                (Change::Scroll, Some(screen)) => screen.scrolled(),
                (Change::Visible(on), _) => inner.tab_visible = on,
                (Change::OnScreen(on), _) => inner.on_screen = on,
                (Change::Preferences, Some(screen)) => {
                    screen.restyle();
                    inner.stage.set_reduced_motion(prefers_reduced_motion());
                }
                _ => {}
            }
            inner.dirty = true;
        });
    }

    /// Something changed around the timeline.
    pub fn on_timeline_change(&self, change: Change) {
        self.command_silently(|inner| {
            if let Some(screen) = &mut inner.timeline_screen {
                match change {
                    Change::Size => screen.measure(),
                    Change::Scroll => screen.scrolled(),
                    Change::Preferences => screen.restyle(),
                    Change::Visible(_) | Change::OnScreen(_) => return,
                }
            }
            inner.show_now();
        });
    }

    /// Our own work in each of the latest frames, in ms.
    pub fn frame_times_ms(&self) -> Vec<f64> {
        self.0.try_borrow().map(|inner| inner.times.to_vec()).unwrap_or_default()
    }

    /// Forgets how long frames took so far.
    pub fn clear_frame_times(&self) {
        self.command_silently(|inner| inner.times.clear());
    }

    /// Fingerprint of all events of the run so far.
    pub fn events_hash(&self) -> u64 {
        self.0.try_borrow().map_or(0, |inner| inner.session.events_hash())
    }

    /// Looks at the session, unless a frame is being worked on.
    pub fn look<T>(&self, look: impl FnOnce(&Session) -> T) -> Option<T> {
        self.0.try_borrow().ok().map(|inner| look(&inner.session))
    }

    fn change(&self, words: &str, change: impl FnOnce(&mut Session)) {
        self.command(|inner| {
            if matches!(inner.session.state(), State::Ended(_)) {
                inner.session.restart(None);
                change(&mut inner.session);
                inner.session.play();
                inner.say(format!("{words}. The program was over, so it starts again."));
            } else {
                change(&mut inner.session);
                inner.say(format!("{words} from {} on.", inner.session.time()));
            }
        });
    }

    /// What a person did: the page is told about it in the next frame.
    fn command(&self, act: impl FnOnce(&mut Inner)) {
        self.command_silently(|inner| {
            act(inner);
            inner.dirty = true;
            inner.to_show = true;
            inner.shown_ms = 0.0;
        });
    }

    /// While a frame is being worked on, nothing can be commanded; nothing in a frame calls back, so nothing is lost.
    fn command_silently(&self, act: impl FnOnce(&mut Inner)) {
        if let Ok(mut inner) = self.0.try_borrow_mut() {
            act(&mut inner);
        }
        self.request_frame();
    }

    fn request_frame(&self) {
        let Ok(mut inner) = self.0.try_borrow_mut() else { return };
        if inner.frame.is_none() && inner.needs_frame() {
            let player = self.clone();
            inner.frame = Some(request_animation_frame(move |now_ms| player.on_frame(now_ms)));
        }
    }

    fn on_frame(&self, now_ms: f64) {
        let told = self.0.try_borrow_mut().ok().map(|mut inner| {
            inner.frame = None;
            (inner.on_frame(now_ms), inner.on_action.clone(), inner.on_news.clone())
        });
        if let Some((actions, on_action, on_news)) = told {
            let is_news = !actions.is_empty();
            actions.into_iter().for_each(|action| on_action.emit(action));
            if is_news {
                on_news.emit(());
            }
        }
        self.request_frame();
    }
}

impl Inner {
    fn needs_frame(&self) -> bool {
        let waits = !self.to_say.is_empty() || self.unchecked.is_some();
        let works = self.is_working() || self.moving || self.dirty || self.to_show || waits;
        // What somebody asked for is done wherever the stage is; the rest only where it is seen.
        self.tab_visible && (self.goal.is_some() || works && self.on_screen)
    }

    /// The run goes on by itself.
    fn is_working(&self) -> bool {
        *self.session.state() == State::Playing || self.goal.is_some()
    }

    /// One frame: advance, fold, build, paint, and tell the page what it must know.
    fn on_frame(&mut self, now_ms: f64) -> Vec<Action> {
        let started_ms = self.clock.now_ms();
        let went_by_ms = self.last_ms.map_or(0.0, |last| (now_ms - last).clamp(0.0, FRAME_MS_MAX));
        if self.is_working() {
            self.advance(went_by_ms, started_ms + ADVANCE_MS_MAX);
        }
        let Passed { events, jumped } = self.session.passed();
        self.dirty |= jumped || !events.is_empty();
        if self.dirty || self.moving || self.is_working() {
            let events = if jumped { Vec::new() } else { events };
            self.draw(&events, (went_by_ms / 1e3) as f32);
        }
        let works = self.is_working() || self.moving;
        self.last_ms = works.then_some(now_ms);
        self.times.push(self.clock.now_ms() - started_ms);
        self.tell(now_ms)
    }

    fn advance(&mut self, went_by_ms: f64, until_ms: f64) {
        let was_over = verdict::verdict(&self.phase()).is_some();
        // A single step may compute for a whole time slice, so there is a look at the clock after each.
        let clock = &self.clock;
        self.session.advance(went_by_ms, &mut || clock.now_ms() < until_ms);
        let time = self.session.time();
        if *self.session.state() != State::Playing && self.goal.is_some_and(|goal| time >= goal) {
            self.goal = None;
        }
        self.to_show = true;
        if !was_over && let Some(words) = verdict::announcement(&self.phase()) {
            self.goal = None;
            self.say(words);
            self.shown_ms = 0.0;
        }
    }

    fn phase(&self) -> Phase {
        match self.session.state() {
            State::Ended(how) => Phase::Ended(*how),
            State::Fault(what) => Phase::Fault(what.as_str().into()),
            _ => Phase::Playing,
        }
    }

    /// Builds and paints the picture.
    fn draw(&mut self, events: &[Event], dt_s: f32) {
        let Some(screen) = &mut self.screen else { return };
        let viewport = screen.viewport();
        if viewport.width <= 0.0 || viewport.height <= 0.0 {
            self.dirty = false;
            return;
        }
        let nothing = World::new();
        let world = self.session.world().unwrap_or(&nothing);
        let program = self.session.program().map(|program| ProgramNames { program, world });
        let names: &dyn Names = match &program {
            Some(names) => names,
            None => &NoNames,
        };
        let frame = self.stage.frame(&Input { world, events, names, viewport, dt_s });
        screen.show(&frame.draw);
        self.hits.clone_from(&frame.hits);
        self.dirty = false;
        self.moving = frame.moving;
    }

    fn svg(&mut self) -> String {
        let Some(screen) = &self.screen else { return String::new() };
        let nothing = World::new();
        let world = self.session.world().unwrap_or(&nothing);
        let program = self.session.program().map(|program| ProgramNames { program, world });
        let names: &dyn Names = match &program {
            Some(names) => names,
            None => &NoNames,
        };
        let viewport = screen.viewport();
        let frame = self.stage.frame(&Input { world, events: &[], names, viewport, dt_s: 0.0 });
        gopark_paint::svg::render(&frame.draw, screen.palette())
    }

    /// Sets the program parameter of that name, whichever its case (attributes have none); whether there is one.
    fn set_param_named(&mut self, name: &str, value: i64) -> bool {
        let param = self.session.program().and_then(|program| {
            program.params.iter().position(|param| param.name.eq_ignore_ascii_case(name))
        });
        if let Some(param) = param {
            self.session.set_param(param, value);
        }
        param.is_some()
    }

    /// Draws the timeline.
    fn draw_timeline(&mut self) {
        let (Some(screen), Some(history)) = (&mut self.timeline_screen, self.session.history()) else {
            return;
        };
        let (viewport, scroll_y) = (screen.viewport(), screen.scroll_y());
        let (Some(program), Some(world)) = (self.session.program(), self.session.world()) else { return };
        if viewport.width <= 0.0 || viewport.height <= 0.0 {
            return;
        }
        let input = TimelineInput {
            history,
            former: self.session.former().map(|former| (former.at, &former.history)),
            names: &ProgramNames { program, world },
            world,
            time: self.session.time(),
            until: self.session.recorded_until(),
            selected: self.stage.selected(),
            viewport,
            scroll_y,
        };
        screen.show(self.timeline.frame(&input));
        let (left, right) = self.timeline.axis_px();
        screen.set_length("--gp-axis-left", left);
        screen.set_length("--gp-axis-right", viewport.width - right);
    }

    /// The page is told the moment in the next frame.
    fn show_now(&mut self) {
        (self.to_show, self.shown_ms) = (true, 0.0);
    }

    /// A step to the next event of a goroutine without one selected is a step to the next event.
    fn goal_of(&self, goal: Goal) -> Goal {
        match (goal, self.stage.selected()) {
            (Goal::Of(_), Some(Hit::G(g))) => Goal::Of(g),
            (Goal::Of(_), _) => Goal::Event,
            (goal, _) => goal,
        }
    }

    fn hit(&self, x: f32, y: f32) -> Option<Hit> {
        let (x, y) = self.screen.as_ref()?.to_picture(x, y);
        self.hits.hit_test(x, y)
    }

    fn select(&mut self, hit: Option<Hit>) {
        self.stage.select(hit);
        let Some(hit) = hit else { return };
        if let (Some(program), Some(world)) = (self.session.program(), self.session.world()) {
            let words = words::describe(world, &ProgramNames { program, world }, hit);
            self.say(words);
        }
    }

    fn reveal(&self, hit: Hit) {
        if let (Some(rect), Some(screen)) = (self.hits.find(hit), &self.screen) {
            screen.reveal(rect.y, rect.bottom());
        }
    }

    fn say(&mut self, words: String) {
        self.to_say.push(Action::Announce(words.into()));
    }

    fn say_event(&mut self) {
        self.goal = None;
        let time = self.session.time();
        let words = match (verdict::announcement(&self.phase()), last_event(&self.session)) {
            (Some(end), _) => end,
            (None, Some(event)) => format!("At {time}: {event}."),
            (None, None) => format!("At {time}."),
        };
        self.say(words);
    }

    /// Checks a text that has rested.
    fn check(&mut self) {
        if let Some((text, _)) = self.unchecked.take_if(|(_, due_ms)| self.clock.now_ms() >= *due_ms) {
            let diagnostics = gopark_session::compile("main.go", &text).diagnostics.into();
            self.to_say.push(Action::Checked { text, diagnostics });
        }
    }

    fn tell(&mut self, now_ms: f64) -> Vec<Action> {
        self.check();
        let mut actions = std::mem::take(&mut self.to_say);
        if self.to_show && now_ms - self.shown_ms >= SHOW_EVERY_MS {
            self.to_show = false;
            self.shown_ms = now_ms;
            if *self.session.state() != State::Playing && matches!(self.stage.selected(), Some(Hit::G(_))) {
                self.session.look_closely();
            }
            self.draw_timeline();
            let mut shot = snapshot(&self.session, self.stage.selected(), self.quiz);
            (shot.window, shot.rows_of) = (self.timeline.window(), self.timeline.rows());
            actions.insert(0, Action::Show(Rc::new(shot)));
        }
        actions
    }
}
