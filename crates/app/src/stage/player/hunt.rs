//! The hunt for a seed, in the frames of the run on the stage.

use gopark_scene::words;
use gopark_session::{Catch, Hunt, Hunted, Prey};

use super::{Inner, Player};
use crate::snapshot::HuntView;

/// How much of a frame a hunt may take, in ms.
const HUNT_MS_MAX: f64 = 6.0;
/// Seeds that are tried at a go.
const SEEDS: u64 = 1_000;

impl Player {
    /// Hunts under a thousand seeds, from that of the run on the stage; what was hunted before is forgotten.
    pub fn hunt(&self, prey: Prey) {
        self.live(move |inner| {
            inner.hunt = Hunt::new(&inner.session, prey, SEEDS);
            inner.hunted =
                inner.hunt.as_ref().map(|_| HuntView { prey, tried: 0, left_early: 0, hunted: Hunted::Goes });
        });
    }

    /// Gives up hunting.
    pub fn stop_hunt(&self) {
        self.command(|inner| (inner.hunt, inner.hunted) = (None, None));
    }

    /// Puts the run that was caught on the stage, at that moment.
    pub fn show_catch(&self, caught: Catch) {
        self.restart(Some(caught.seed));
        self.seek(caught.at);
    }
}

impl Inner {
    pub(super) fn go_on_hunting(&mut self, sharers: usize) {
        let Some(hunt) = &mut self.hunt else { return };
        let until_ms = self.clock.now_ms() + HUNT_MS_MAX / sharers as f64;
        let clock = &self.clock;
        let hunted = hunt.go_on(&mut || clock.now_ms() < until_ms);
        if let Some(view) = &mut self.hunted {
            (view.tried, view.left_early, view.hunted) = (hunt.tried, hunt.left_early, hunted);
        }
        self.to_show = true;
        if hunted != Hunted::Goes {
            self.hunt = None;
            self.show_now();
            if let Some(view) = self.hunted {
                self.say(told(&view));
            }
        }
    }
}

/// How a hunt stands, in words.
pub fn told(view: &HuntView) -> String {
    let tried = words::count(view.tried as usize, "seed", "seeds");
    let mut said = match (view.hunted, view.prey) {
        (Hunted::Goes, _) => return format!("Tried {tried}."),
        (Hunted::Caught(Catch { seed, deed, at }), _) => {
            return format!("Seed {seed}: {deed}, after {at}.");
        }
        (Hunted::Nothing, Prey::Failure) => format!("Tried {tried}: no run ended badly."),
        (Hunted::Nothing, Prey::Leak) => format!("Tried {tried}: nobody leaks."),
        (Hunted::Nothing, Prey::Output) => format!("Tried {tried}: all write the same."),
    };
    if view.left_early > 0 {
        let left = words::count(view.left_early as usize, "run", "runs");
        said += &format!(" {left} went on for so long that they were left.");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_were_left_are_not_said_to_end_well() {
        let view = HuntView { prey: Prey::Failure, tried: 2, left_early: 2, hunted: Hunted::Nothing };
        let said = "Tried 2 seeds: no run ended badly. 2 runs went on for so long that they were left.";
        assert_eq!(told(&view), said);
    }
}
