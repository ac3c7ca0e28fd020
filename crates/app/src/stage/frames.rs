//! One frame for all stages of a page: who needs one stands in line, and all in line share what a frame may take.

use std::cell::RefCell;
use std::collections::VecDeque;

use gloo_render::{AnimationFrame, request_animation_frame};

use super::clock::Clock;
use super::player::Player;

/// After so much work of ours, in ms, whoever is left has the next frame.
const WORK_MS_MAX: f64 = 14.0;

thread_local! {
    static LINE: RefCell<Line> = const { RefCell::new(Line { players: VecDeque::new(), frame: None }) };
}

struct Line {
    players: VecDeque<Player>,
    frame: Option<AnimationFrame>,
}

/// Lets a player have the next frame.
pub fn stand_in_line(player: Player) {
    LINE.with_borrow_mut(|line| {
        line.players.push_back(player);
        line.ask();
    });
}

impl Line {
    fn ask(&mut self) {
        if self.frame.is_none() && !self.players.is_empty() {
            self.frame = Some(request_animation_frame(on_frame));
        }
    }
}

fn on_frame(now_ms: f64) {
    let clock = Clock::new();
    let until_ms = clock.now_ms() + WORK_MS_MAX;
    let count = LINE.with_borrow(|line| line.players.len());
    for _ in 0..count {
        // The next frame is asked for before anybody works: a stage that breaks in its turn does not keep the others.
        let next = LINE.with_borrow_mut(|line| {
            line.frame = None;
            let next = line.players.pop_front();
            line.ask();
            next
        });
        if let Some(player) = next {
            player.on_frame(now_ms, count);
        }
        if clock.now_ms() > until_ms {
            break;
        }
    }
}
