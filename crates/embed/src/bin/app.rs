//! The module of a page by itself: what scripts can call is all in the library, and nothing starts on its own.

use gopark_embed as _;

fn main() {
    gopark_app::announce_faults();
}
