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
mod names;
mod options;
mod snapshot;
mod speed;
mod stage;
mod state;
mod storage;
mod verdict;

use web_sys::Element;
use yew::{AppHandle, Renderer};

pub use app::App;
pub use fault::announce_faults;
pub use options::{Options, View};
pub use state::Theme;
pub use stage::Player;

/// The lesson of that name.
pub fn lesson(slug: &str) -> Option<&'static gopark_lessons::Lesson> {
    gopark_lessons::find(slug)
}

/// A page that was put into an element.
pub struct Mounted {
    handle: AppHandle<App>,
    player: Player,
}

/// Puts a page into `element`, which should be empty.
pub fn mount(element: Element, options: Options) -> Mounted {
    let player = Player::new(options.run);
    let props = app::Props { options, player: player.clone() };
    Mounted { handle: Renderer::<App>::with_root_and_props(element, props).render(), player }
}

impl Mounted {
    /// Who plays on it.
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// Takes the page out of its element again, and stops all that it does.
    pub fn unmount(self) {
        self.handle.destroy();
    }
}
