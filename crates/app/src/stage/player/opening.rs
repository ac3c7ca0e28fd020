//! Files of the reader's that tell what happened in a program of Go's: read by the worker, shown as a recording.

use std::rc::Rc;

use gopark_files::{Ask, Reply};
use gopark_trace::{Recording, SimTime};
use js_sys::{Array, Uint8Array};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;

use super::{Inner, Player};
use crate::save;
use crate::snapshot::RecordingView;
use crate::speed;
use crate::state::Action;
use crate::worker::Worker;

/// Bytes of a file: what a worker has room for, with what it makes of them.
const FILE_BYTES_MAX: f64 = (512_u64 << 20) as f64;
/// A recording is to play for so many seconds.
const PLAYS_S: u64 = 20;

/// A file that is being read.
pub(super) struct Opening {
    name: String,
    /// What is asked of the worker, until it listens.
    message: Uint8Array,
    worker: Worker,
    /// What it told so far.
    recording: Recording,
}

impl Player {
    /// Shows what a file tells: an execution trace of Go's, or a goroutine dump. What is on the stage stays until then.
    pub fn open_file(&self, file: File) {
        let name = file.name();
        let (mut call, too_long) = (0, file.size() > FILE_BYTES_MAX);
        self.command(|inner| {
            inner.calls += 1;
            (call, inner.opening) = (inner.calls, None);
            if too_long {
                return inner.not_opened(&name, "it is longer than 512 MB");
            }
            inner.say(format!("{name} is being read."));
        });
        if too_long {
            return;
        }
        let player = self.clone();
        spawn_local(async move {
            // The browser puts the parts together beside the page.
            let parts = Array::of2(&Uint8Array::from(&[Ask::READ][..]), &file);
            let bytes = match save::blob(&parts, "") {
                Ok(message) => JsFuture::from(message.array_buffer()).await,
                Err(error) => Err(error),
            };
            player.command(|inner| match bytes {
                // Another file or a program was opened meanwhile.
                _ if inner.calls != call => {}
                Ok(bytes) => {
                    let message = Uint8Array::new(&bytes);
                    let player = Rc::downgrade(&player.0);
                    let worker = Worker::start(move |reply| {
                        player
                            .upgrade()
                            .into_iter()
                            .for_each(|inner| Self(inner).hear_of_file(reply.as_ref()));
                    });
                    match worker {
                        Some(worker) => {
                            let recording = Recording::default();
                            inner.opening = Some(Opening { name, message, worker, recording });
                        }
                        None => inner.not_opened(
                            &name,
                            "this page's content security policy has no place for a worker",
                        ),
                    }
                }
                Err(_) => inner.not_opened(&name, "this browser does not let it be read"),
            });
        });
    }

    /// The worker says something; nothing: it is not there.
    fn hear_of_file(&self, reply: Option<&Uint8Array>) {
        self.command(|inner| {
            let Some(mut opening) = inner.opening.take() else { return };
            let reply = reply.map(Uint8Array::to_vec);
            let why = match reply.as_deref().map(Reply::parse) {
                Some(Some(Reply::Ready)) => {
                    opening.worker.pass(&opening.message);
                    return inner.opening = Some(opening);
                }
                Some(Some(Reply::Recording(piece))) if opening.recording.take(piece).is_some() => {
                    return inner.opening = Some(opening);
                }
                Some(Some(Reply::Done)) => return inner.show(opening.name, opening.recording),
                Some(Some(Reply::Failed(why))) => why,
                Some(_) => "two versions of Gopark are mixed: load the page again",
                None => "the part of Gopark that reads it cannot be loaded, or has no room for it",
            };
            inner.not_opened(&opening.name, why);
        });
    }

    /// Puts a program on the stage in place of a recording.
    pub fn leave(&self, text: Rc<str>) {
        self.command(|inner| inner.session.clear());
        self.load(text, |_| {});
    }
}

impl Inner {
    fn show(&mut self, file: String, mut recording: Recording) {
        let (title, remarks) = (std::mem::take(&mut recording.title), std::mem::take(&mut recording.remarks));
        self.session.show(recording);
        self.stage.select(None);
        (self.goal, self.hunt, self.hunted, self.job, self.quiz) = (None, None, None, None, None);
        self.timeline.fit();
        let until = self.session.recorded_until();
        let long = if until > SimTime::ZERO { format!(", {until} in all") } else { String::new() };
        self.say(format!("{file}: {title}{long}."));
        self.recording = Some(Rc::new(RecordingView { file, title, remarks }));
        let speed = speed::position((until.0 / PLAYS_S).max(1));
        self.to_say.extend([Action::Recorded, Action::Speed(speed)]);
    }

    fn not_opened(&mut self, name: &str, why: &str) {
        self.opening = None;
        self.say(format!("{name} is not shown: {why}."));
    }
}
