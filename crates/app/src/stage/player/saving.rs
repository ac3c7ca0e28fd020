//! What is shown as a file: pictures and dumps at once, Go's own files by a worker to which the run is told once more.

use std::rc::Rc;

use gopark_files::{Ask, Format, Reply};
use gopark_session::Taping;
use js_sys::{Array, Uint8Array};

use super::{Inner, Player};
use crate::components::Keepsake;
use crate::save;
use crate::snapshot::SavingView;
use crate::worker::Worker;

/// How much of a frame it may take, in ms.
const SAVE_MS_MAX: f64 = 6.0;

/// A file that is being made.
pub(super) struct Saving {
    what: Keepsake,
    /// Who makes it, and tells when it listens; none for a dump.
    worker: Option<Worker>,
    is_heard: bool,
    /// The run, until all of it is told.
    taping: Option<Taping>,
    /// What there is of the file.
    parts: Array,
}

impl Drop for Saving {
    fn drop(&mut self) {
        self.taping.take().into_iter().for_each(Taping::bury);
    }
}

impl Player {
    /// Saves what is shown. A file that was being made is not made any more.
    pub fn save(&self, what: Keepsake) {
        let player = Rc::downgrade(&self.0);
        self.live(move |inner| {
            let begun = match what {
                Keepsake::Picture => {
                    let picture = inner.svg();
                    return inner.keep(what, &Array::of1(&picture.into()));
                }
                Keepsake::Dump => {
                    // While it plays, the machine may be a step ahead of the moment.
                    inner.session.pause();
                    Ok((None, None))
                }
                Keepsake::GoTrace | Keepsake::Perfetto => inner.session.tape().map(|taping| {
                    let worker = Worker::start(move |reply| {
                        player.upgrade().into_iter().for_each(|inner| Self(inner).hear(reply.as_ref()));
                    });
                    (worker, Some(taping))
                }),
            };
            match begun {
                Ok((worker, taping)) if taping.is_some() == worker.is_some() => {
                    inner.saving =
                        Some(Saving { what, worker, is_heard: false, taping, parts: Array::new() });
                }
                Ok(_) => inner.not_saved("this page's content security policy has no place for a worker"),
                Err(why) => inner.not_saved(&why),
            }
        });
    }

    /// The file is not to be made any more.
    pub fn stop_saving(&self) {
        self.command(|inner| inner.saving = None);
    }

    /// The worker says something; nothing: it is not there.
    fn hear(&self, reply: Option<&Uint8Array>) {
        self.command(|inner| {
            let Some(saving) = &mut inner.saving else { return };
            match reply.filter(|reply| reply.length() > 0).map(|reply| (reply.get_index(0), reply)) {
                Some((Reply::READY, _)) => {
                    saving.is_heard = true;
                    let is_go = saving.what == Keepsake::GoTrace;
                    let format = if is_go { Format::Go } else { Format::Perfetto };
                    saving.worker.iter().for_each(|worker| worker.ask(Ask::Write(format)));
                }
                Some((Reply::FILE, reply)) => drop(saving.parts.push(&reply.subarray(1, reply.length()))),
                Some((Reply::DONE, _)) => {
                    let (what, parts) = (saving.what, saving.parts.clone());
                    inner.keep(what, &parts);
                }
                Some((_, reply)) => match Reply::parse(&reply.to_vec()) {
                    Some(Reply::Failed(why)) => inner.not_saved(why),
                    _ => inner.not_saved("two versions of Gopark are mixed: load the page again"),
                },
                None => inner.not_saved("the part of Gopark that makes this file cannot be loaded"),
            }
        });
    }
}

impl Inner {
    /// A file is being made, and frames are needed for it.
    pub(super) fn is_saving(&self) -> bool {
        self.saving.as_ref().is_some_and(|it| it.worker.is_none() || it.is_heard && it.taping.is_some())
    }

    pub(super) fn saving_view(&mut self) -> Option<SavingView> {
        let saving = self.saving.as_mut()?;
        let told = saving.taping.as_mut().map_or(1.0, Taping::progress);
        Some(SavingView { what: saving.what, percent: (told * 99.0) as u8 })
    }

    pub(super) fn go_on_saving(&mut self, sharers: usize) {
        let (clock, until_ms) = (&self.clock, self.clock.now_ms() + SAVE_MS_MAX / sharers as f64);
        let mut keep_going = || clock.now_ms() < until_ms;
        let Some(saving) = &mut self.saving else { return };
        let Some(worker) = &saving.worker else {
            if self.session.look_closely(&mut keep_going) {
                match self.session.dump() {
                    Some(dump) => self.keep(Keepsake::Dump, &Array::of1(&dump.into())),
                    None => self.not_saved("what goroutines do at this moment is too far from what is kept"),
                }
            }
            return;
        };
        if let Some(taping) = saving.taping.as_mut().filter(|_| saving.is_heard) {
            let goes = taping.go_on(&mut keep_going);
            worker.ask(Ask::Tape(&taping.take()));
            if !goes {
                worker.ask(Ask::Finish);
                saving.taping.take().into_iter().for_each(Taping::bury);
            }
            self.to_show = true;
        }
    }

    /// Lets the browser save the file.
    fn keep(&mut self, what: Keepsake, parts: &Array) {
        self.saving = None;
        let (name, mime) = what.file();
        if save::file(name, mime, parts) {
            self.say(format!("Saved as {name}."));
        } else {
            self.not_saved("this browser does not let it");
        }
    }

    fn not_saved(&mut self, why: &str) {
        self.saving = None;
        self.say(format!("Not saved: {why}."));
    }
}
