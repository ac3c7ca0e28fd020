//! What the worker does, message by message.

use std::cell::RefCell;
use std::rc::Rc;

use gopark_gotrace::export::Places;
use gopark_gotrace::replay::replay;
use gopark_gotrace::{Exporter, Perfetto};
use gopark_sorted::SortedMap;
use gopark_trace::{CodePlace, Pc, TapeReader, Told};

use crate::message::{Ask, Format, Reply};

/// Somebody asks out of turn.
const NOTHING_BEGUN: &str = "no file was begun";

/// Takes messages, and answers.
#[derive(Default)]
pub struct Desk {
    work: Option<Writing>,
}

/// A file that is being made of a tape.
struct Writing {
    reader: TapeReader,
    places: Known,
    writer: Writer,
}

/// Who makes it.
enum Writer {
    Go(Box<Exporter>),
    Perfetto(Box<Perfetto>),
}

/// The places that the tape has told.
#[derive(Clone, Default)]
struct Known(Rc<RefCell<SortedMap<Pc, CodePlace>>>);

impl Places for Known {
    fn place(&self, pc: Pc) -> Option<CodePlace> {
        self.0.borrow().get(&pc).cloned()
    }
}

impl Desk {
    /// Does what `message` asks for.
    pub fn hear(&mut self, message: &[u8], reply: &mut dyn FnMut(Reply<'_>)) {
        if let Err(why) = self.answer(message, reply) {
            self.work = None;
            reply(Reply::Failed(&why));
        }
    }

    fn answer(&mut self, message: &[u8], reply: &mut dyn FnMut(Reply<'_>)) -> Result<(), String> {
        match Ask::parse(message).ok_or("two versions of Gopark are mixed: load the page again")? {
            Ask::Write(format) => self.work = Some(Writing::new(format)),
            Ask::Tape(piece) => {
                let work = self.work.as_mut().ok_or(NOTHING_BEGUN)?;
                work.go_on(piece)?;
                if let Writer::Perfetto(writer) = &mut work.writer {
                    reply(Reply::File(&writer.take()));
                }
            }
            Ask::Finish => {
                let rest = match self.work.take().ok_or(NOTHING_BEGUN)?.writer {
                    Writer::Go(writer) => writer.finish()?,
                    Writer::Perfetto(writer) => writer.finish()?,
                };
                reply(Reply::File(&rest));
                reply(Reply::Done);
            }
            Ask::Read(file) => {
                let recording = replay(file).map_err(|error| error.to_string())?;
                recording.pieces(&mut |piece| reply(Reply::Recording(piece)));
                reply(Reply::Done);
            }
        }
        Ok(())
    }
}

impl Writing {
    fn new(format: Format) -> Self {
        let places = Known::default();
        let known = Box::new(places.clone());
        let writer = match format {
            Format::Go => Writer::Go(Box::new(Exporter::new(known))),
            Format::Perfetto => Writer::Perfetto(Box::new(Perfetto::new(known))),
        };
        Self { reader: TapeReader::default(), places, writer }
    }

    fn go_on(&mut self, mut piece: &[u8]) -> Result<(), String> {
        while let Some(told) = self.reader.next(&mut piece).map_err(|torn| torn.to_string())? {
            match (told, &mut self.writer) {
                (Told::Event(event), Writer::Go(writer)) => writer.event(&event),
                (Told::Event(event), Writer::Perfetto(writer)) => writer.event(&event),
                (Told::Stack(p, stack), Writer::Go(writer)) => writer.stack(p, stack),
                (Told::Stack(p, stack), Writer::Perfetto(writer)) => writer.stack(p, stack),
                (Told::Note(event, note), Writer::Go(writer)) => writer.note(&event, note),
                (Told::Note(event, note), Writer::Perfetto(writer)) => writer.note(&event, note),
                (Told::Place(pc, place), _) => drop(self.places.0.borrow_mut().insert(pc, place)),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use gopark_trace::{Event, GId, Kind, MId, PId, Pc, Recording, SimTime, Sink as _, Tape};

    use super::Desk;
    use crate::message::{Ask, Format, Reply};

    /// What the desk answers.
    fn answers(messages: &[Vec<u8>]) -> Vec<String> {
        let (mut desk, mut answers) = (Desk::default(), Vec::new());
        for message in messages {
            desk.hear(message, &mut |reply| {
                answers.push(match reply {
                    Reply::File(bytes) => {
                        String::from_utf8_lossy(bytes.split(|&b| b == 0).next().unwrap_or(&[])).into()
                    }
                    other => format!("{other:?}"),
                });
            });
        }
        answers
    }

    fn tape(kind: Kind) -> Vec<u8> {
        let mut tape = Tape::default();
        tape.event(&Event { at: SimTime(1), m: MId(0), p: PId(0), g: GId(1), pc: Pc(0), kind });
        tape.take(&mut |_| None)
    }

    #[test]
    fn a_file_is_made_in_three_kinds_of_messages() {
        let (write, finish) = (Ask::Write(Format::Go).to_bytes(), Ask::Finish.to_bytes());
        let piece = Ask::Tape(&tape(Kind::ProcsChange { n: 1 })).to_bytes();
        assert_eq!(answers(&[write, piece, finish]), ["go 1.26 trace", "Done"]);
    }

    #[test]
    fn a_file_of_go_s_comes_back_as_a_recording() {
        let dump = b"goroutine 7 [select, 3 minutes]:\nmain.f()\n\t/a.go:3 +0x1\n";
        let mut told = Vec::new();
        Desk::default().hear(&Ask::Read(dump).to_bytes(), &mut |reply| told.push(reply.to_bytes()));
        let mut recording = Recording::default();
        for reply in &told[..told.len() - 1] {
            let Some(Reply::Recording(piece)) = Reply::parse(reply) else { panic!("{told:?}") };
            recording.take(piece).expect("whole bytes");
        }
        assert_eq!(told.last().and_then(|reply| Reply::parse(reply)), Some(Reply::Done));
        assert_eq!(recording.note(GId(7)), Some("goroutine 7 [select, 3 minutes]"));
        let no = "Failed(\"this is neither a Go execution trace nor a goroutine dump\")";
        assert_eq!(answers(&[Ask::Read(b"package main").to_bytes()]), [no]);
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let (write, finish) = (Ask::Write(Format::Go).to_bytes(), Ask::Finish.to_bytes());
        let mixed = "Failed(\"two versions of Gopark are mixed: load the page again\")";
        assert_eq!(answers(&[vec![77]]), [mixed]);
        assert_eq!(answers(&[write.clone(), Ask::Tape(&[0xff, 9]).to_bytes()]), [mixed]);
        let nothing = "Failed(\"no file was begun\")";
        assert_eq!(answers(std::slice::from_ref(&finish)), [nothing]);
        assert_eq!(answers(&[Ask::Tape(&tape(Kind::GcBegin)).to_bytes()]), [nothing]);
        // The fold of the exporter says what does not fit.
        let piece = Ask::Tape(&tape(Kind::GoDestroy)).to_bytes();
        let told = answers(&[write, piece.clone(), finish.clone()]);
        assert!(told.len() == 1 && told[0].starts_with("Failed("), "{told:?}");
        let told = answers(&[Ask::Write(Format::Perfetto).to_bytes(), piece, finish]);
        assert!(told[0].contains("traceEvents") && told[1].starts_with("Failed("), "{told:?}");
    }
}
