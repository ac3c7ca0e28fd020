//! The page: yew components and the frame loop.
//!
//! [`mount`] puts a page into an element; everything else is how. The component tree ([`App`]) renders on discrete
//! changes; the picture is painted by a frame loop of its own, which asks for a frame only when there is something
//! to do.

mod app;
mod components;
mod editor;
mod fault;
mod inspect;
mod keys;
mod lesson;
mod line_marks;
mod load;
mod names;
mod options;
mod save;
mod snapshot;
mod speed;
mod stage;
mod state;
mod storage;
mod twin;
mod verdict;
mod worker;

use std::cell::RefCell;
use std::rc::Rc;

use state::Action;
use web_sys::Element;
use yew::{AppHandle, Renderer};

pub use app::App;
pub use fault::announce_faults;
pub use load::{engine_came, engine_trouble, lessons as load_lessons, packages as load_packages};
pub use options::{Options, View};
pub use stage::Player;
pub use state::Theme;

/// The lesson of that name, if it is known.
pub fn lesson(slug: &str) -> Option<&'static gopark_lessons::Lesson> {
    gopark_lessons::find(slug)
}

/// A page that was put into an element.
pub struct Mounted {
    handle: RefCell<Option<AppHandle<App>>>,
    player: Player,
}

/// Puts a page into `element`, which should be empty.
pub fn mount(element: Element, options: Options) -> Mounted {
    let player = Player::new(options.run);
    let props = app::Props { options, player: player.clone() };
    let handle = Renderer::<App>::with_root_and_props(element, props).render();
    Mounted { handle: RefCell::new(Some(handle)), player }
}

impl Mounted {
    /// Who plays on it.
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// Puts another program into the editor and on the stage. `done` is told whether it has no errors, in the middle of a
    /// frame; and `false` when something else is compiled instead.
    pub fn open(&self, text: Rc<str>, done: impl FnOnce(bool) + 'static) {
        self.player.tell(Action::Program(text.clone()));
        self.player.load_and_tell(text, done);
    }

    /// Tells the reader something, in the status line.
    pub fn say(&self, words: String) {
        self.player.tell(Action::Announce(Rc::new(words.into())));
    }

    /// How fast program time passes, in ns a second.
    pub fn set_speed(&self, ns_per_second: f64) {
        self.player.tell(Action::Speed(speed::position(ns_per_second.clamp(1.0, 1e15) as u64)));
    }

    /// Light or dark.
    pub fn set_theme(&self, theme: Theme) {
        self.player.tell(Action::Theme(theme));
    }

    /// Takes the page out of its element again, and stops all that it does.
    pub fn unmount(&self) {
        let handle = self.handle.borrow_mut().take();
        handle.into_iter().for_each(AppHandle::destroy);
    }
}
