//! A mounted stage, as a script holds it.

use gopark_app::{Mounted, Player};
use gopark_session::Session;
use js_sys::{Array, ArrayBuffer, Function, Object, Promise, WebAssembly};
use wasm_bindgen::prelude::*;

use crate::slots::{self, Key};
use crate::{options, report};

/// A mounted stage. All of it is safe to call at any time: a handle that is out of date is an error and never a panic,
/// because a panic would take down every other stage on the page.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle(Key);

/// Puts a stage into `element`, which should be empty. `options` is a plain object, see `index.d.ts`.
///
/// # Errors
/// When an option does not exist or has a value that means nothing.
#[wasm_bindgen]
pub fn mount(element: web_sys::Element, options: JsValue) -> Result<Handle, JsError> {
    let options = options::read(&options)?;
    Ok(Handle(slots::put(gopark_app::mount(element, options))))
}

#[wasm_bindgen]
impl Handle {
    /// Takes the stage out of its element.
    ///
    /// # Errors
    /// When that was done before, as for everything below.
    pub fn unmount(&self) -> Result<(), JsError> {
        slots::take(self.0).ok_or_else(gone)?.unmount();
        Ok(())
    }

    /// Goes on; a run that is over starts again.
    pub fn play(&self) -> Result<(), JsError> {
        self.player(Player::run)
    }

    /// Stands still.
    pub fn pause(&self) -> Result<(), JsError> {
        self.player(Player::pause)
    }

    /// So many events on, or back when the number is negative; a thousand at most.
    pub fn step(&self, n: i32) -> Result<(), JsError> {
        self.player(|player| player.step_by(n.clamp(-1_000, 1_000)))
    }

    /// To a moment, in ns.
    pub fn seek(&self, ns: f64) -> Result<(), JsError> {
        let to = options::moment(ns)?;
        self.player(|player| player.seek(to))
    }

    /// Plays as fast as it goes.
    #[wasm_bindgen(js_name = runToEnd)]
    pub fn run_to_end(&self) -> Result<(), JsError> {
        self.player(Player::run_to_end)
    }

    /// The same program from its beginning, with another seed if one is given; it stands still there. A promise, true when
    /// it does, and false when it cannot be run.
    pub fn reset(&self, seed: Option<f64>) -> Result<Promise, JsError> {
        let seed = seed.map(options::seed).transpose()?;
        self.player(|player| promised(|done| player.reset(seed, done)))
    }

    /// Compiles a program and puts it on the stage; a promise, true when it has no errors and nothing overtook it.
    pub fn load(&self, source: String) -> Result<Promise, JsError> {
        self.with(|mounted| promised(|done| mounted.open(source.as_str().into(), done)))
    }

    /// Shows what a file tells: an execution trace of Go's, or a goroutine dump.
    #[wasm_bindgen(js_name = openFile)]
    pub fn open_file(&self, file: web_sys::File) -> Result<(), JsError> {
        self.player(|player| player.open_file(file))
    }

    /// Sets a parameter of the program, or `GOMAXPROCS`, at the moment shown; a promise, false when there is none of that
    /// name.
    pub fn set(&self, name: &str, value: f64) -> Result<Promise, JsError> {
        self.player(|player| promised(|done| player.set_named(name, value as i64, done)))
    }

    /// From now on playing stops at these moments, in ns.
    #[wasm_bindgen(js_name = stopAt)]
    pub fn stop_at(&self, moments_ns: Vec<f64>) -> Result<(), JsError> {
        let stops = moments_ns.into_iter().map(options::moment).collect::<Result<_, _>>()?;
        self.player(|player| player.stop_at(stops))
    }

    /// Nanoseconds of program time in a second.
    #[wasm_bindgen(js_name = setSpeed)]
    pub fn set_speed(&self, ns_per_second: f64) -> Result<(), JsError> {
        self.with(|mounted| mounted.set_speed(ns_per_second))
    }

    /// `auto`, `light` or `dark`.
    #[wasm_bindgen(js_name = setTheme)]
    pub fn set_theme(&self, name: &str) -> Result<(), JsError> {
        let theme = options::theme(name)?;
        self.with(|mounted| mounted.set_theme(theme))
    }

    /// From now on `on_news` is called when there is something new to read, ten times a second at most.
    #[wasm_bindgen(js_name = onNews)]
    pub fn on_news(&self, on_news: Function) -> Result<(), JsError> {
        self.player(|player| {
            player.notify(move || {
                // What a page's own script throws is the page's.
                let _ = on_news.call0(&JsValue::NULL);
            });
        })
    }

    /// `loading`, `ready`, `running`, `paused`, `finished`, `deadlock`, `panic`, `oom` or `error`.
    pub fn state(&self) -> Result<String, JsError> {
        self.look(|session| report::state(session).to_owned())
    }

    /// What was commanded is not done yet.
    #[wasm_bindgen(js_name = isBusy)]
    pub fn is_busy(&self) -> Result<bool, JsError> {
        self.look(Session::is_busy)
    }

    /// The moment shown, in ns.
    #[wasm_bindgen(js_name = currentTime)]
    pub fn current_time(&self) -> Result<f64, JsError> {
        self.look(|session| session.time().0 as f64)
    }

    /// How many programs were put on the stage so far.
    pub fn loads(&self) -> Result<u32, JsError> {
        self.player(Player::loads)
    }

    /// How far the run is known, in ns.
    pub fn duration(&self) -> Result<f64, JsError> {
        self.look(|session| session.recorded_until().0 as f64)
    }

    /// What is wrong with the program that was loaded last.
    pub fn diagnostics(&self) -> Result<Array, JsError> {
        self.look(report::diagnostics)
    }

    /// Counts of the moment shown.
    pub fn stats(&self) -> Result<Object, JsError> {
        self.look(report::stats)
    }

    /// What the program wrote to standard output and standard error up to the moment shown.
    pub fn output(&self) -> Result<Object, JsError> {
        self.look(|session| {
            report::object(&[("stdout", session.stdout().into()), ("stderr", session.stderr().into())])
        })
    }

    /// What is selected, such as `g7` or `p0`; empty when nothing is.
    pub fn selected(&self) -> Result<String, JsError> {
        self.player(Player::selected_name)
    }

    /// The text in the editor.
    pub fn source(&self) -> Result<String, JsError> {
        self.player(Player::source)
    }

    /// The run and the moment shown as a text, for links and files; empty when there is none.
    pub fn share(&self) -> Result<String, JsError> {
        self.player(Player::share)
    }

    /// Tells the reader something, in the status line.
    pub fn say(&self, words: String) -> Result<(), JsError> {
        self.with(|mounted| mounted.say(words))
    }

    /// The picture of the moment shown, as an SVG document.
    #[wasm_bindgen(js_name = snapshotSvg)]
    pub fn snapshot_svg(&self) -> Result<String, JsError> {
        self.player(Player::svg)
    }

    /// Fingerprint of all events of the run so far, in hexadecimal digits.
    #[wasm_bindgen(js_name = eventsHash)]
    pub fn events_hash(&self) -> Result<String, JsError> {
        self.look(|session| format!("{:016x}", session.events_hash()))
    }

    /// Breaks in the middle of its work, as by a defect of ours; for tests of what becomes of the other stages.
    pub fn fault(&self) -> Result<(), JsError> {
        self.player(Player::fault)
    }

    /// Our own work in each of the latest frames, in ms.
    #[wasm_bindgen(js_name = frameTimesMs)]
    pub fn frame_times_ms(&self) -> Result<Vec<f64>, JsError> {
        self.player(Player::frame_times_ms)
    }

    /// Forgets how long frames took so far, so that a measurement can begin.
    #[wasm_bindgen(js_name = clearFrameTimes)]
    pub fn clear_frame_times(&self) -> Result<(), JsError> {
        self.player(Player::clear_frame_times)
    }

    /// Bytes of memory that all stages of the page have together, which only ever grow.
    #[wasm_bindgen(js_name = memoryBytes)]
    pub fn memory_bytes(&self) -> f64 {
        let memory: WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
        memory.buffer().unchecked_into::<ArrayBuffer>().byte_length().into()
    }

    fn look<T>(&self, look: impl FnOnce(&Session) -> T) -> Result<T, JsError> {
        self.player(|player| player.look(look))?.ok_or_else(|| JsError::new("the stage is at work"))
    }

    fn player<T>(&self, act: impl FnOnce(&Player) -> T) -> Result<T, JsError> {
        self.with(|mounted| act(mounted.player()))
    }

    fn with<T>(&self, act: impl FnOnce(&Mounted) -> T) -> Result<T, JsError> {
        slots::with(self.0, act).ok_or_else(gone)
    }
}

/// A promise of what is told when something is done.
fn promised(act: impl FnOnce(Box<dyn FnOnce(bool)>)) -> Promise {
    let mut act = Some(act);
    Promise::new(&mut |resolve, _| {
        if let Some(act) = act.take() {
            // Who waits for a promise is called when nobody is at work any more.
            act(Box::new(move |done| drop(resolve.call1(&JsValue::NULL, &done.into()))));
        }
    })
}

fn gone() -> JsError {
    JsError::new("this stage was unmounted")
}
