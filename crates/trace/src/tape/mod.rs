//! A run as bytes that another module can read: its events in the order they happened, how goroutines were called, what
//! the program noted, and where its code stands in the source.
//!
//! The page makes a [`Tape`] of a run for the worker that writes Go's files, and gets one of a real trace that the worker
//! has read. A tape is passed in pieces; each piece has whole records, and the places that its events name come first.

mod read;
mod write;

pub use read::{TapeReader, Told, Torn};
pub use write::Tape;

/// The first byte of a record. An event begins with the number of its kind, which is smaller.
const STACK: u8 = 0x80;
const NOTE: u8 = 0x81;
const PLACE: u8 = 0x82;
/// The beginning of a tape; the version follows.
const HEAD: u8 = 0xff;
/// Raised when the records change, also when there are new kinds of events.
const VERSION: u8 = 1;

/// What a program notes (the byte after the event of a note).
const TASK_BEGIN: u8 = 0;
const TASK_END: u8 = 1;
const REGION_BEGIN: u8 = 2;
const REGION_END: u8 = 3;
const LOG: u8 = 4;

/// A place in the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodePlace {
    /// The function with its package, as Go prints it.
    pub func: String,
    /// The file with its folder.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

impl CodePlace {
    /// The folder of Go's own packages in a trace, as in Go's own container images.
    pub const GO_ROOT: &str = "/usr/local/go/src/";

    /// It lies in one of Go's own packages.
    pub fn is_std(&self) -> bool {
        self.file.starts_with(Self::GO_ROOT)
    }
}

#[cfg(test)]
mod tests {
    use super::{CodePlace, Tape, TapeReader, Told, Torn};
    use crate::{Event, GId, Kind, MId, Note, PId, Pc, SimTime, Sink as _, line};

    fn event(at: u64, pc: u32, kind: Kind) -> Event {
        Event { at: SimTime(at), m: MId(1), p: PId(2), g: GId(3), pc: Pc(pc), kind }
    }

    fn place(pc: Pc) -> Option<CodePlace> {
        (pc.0 != 9).then(|| CodePlace { func: "main.f".into(), file: "main.go".into(), line: pc.0 + 1 })
    }

    /// What `piece` tells, a line each.
    fn told(reader: &mut TapeReader, piece: &[u8]) -> Result<String, Torn> {
        let (mut rest, mut text) = (piece, String::new());
        while let Some(told) = reader.next(&mut rest)? {
            text += &match told {
                Told::Event(event) => line(&event).trim_start().to_owned(),
                Told::Stack(p, stack) => format!("{p} stack {stack:?}"),
                Told::Note(event, note) => format!("{} {note:?}", event.at.0),
                Told::Place(pc, CodePlace { func, file, line }) => format!("{pc} is {func} {file}:{line}"),
            };
            text.push('\n');
        }
        Ok(text)
    }

    fn made() -> [Vec<u8>; 2] {
        let mut tape = Tape::new(2);
        tape.stack(PId(2), &[Pc(9), Pc(4)]);
        tape.event(&event(10, 9, Kind::GoCreate { g: GId(7), entry: Pc(30) }));
        let first = tape.take(&mut place);
        for (at, note) in [
            (11, Note::TaskBegin { task: 300, parent: 1, name: "order" }),
            (12, Note::Region { on: true, task: 300, name: "cook" }),
            (13, Note::Log { task: 300, category: "how", message: "slowly \u{e9}" }),
            (14, Note::Region { on: false, task: 300, name: "cook" }),
            (15, Note::TaskEnd { task: 300 }),
        ] {
            tape.note(&event(at, 4, Kind::CpuSample), note);
        }
        tape.stack(PId::NONE, &[]);
        tape.event(&event(20, 5, Kind::GoDestroy));
        assert!(tape.is_full());
        // Nothing of this is taken.
        tape.stack(PId(1), &[Pc(8)]);
        tape.note(&event(21, 8, Kind::CpuSample), Note::TaskEnd { task: 1 });
        tape.event(&event(22, 8, Kind::GoDestroy));
        assert_eq!(tape.events(), 2);
        [first, tape.take(&mut place)]
    }

    #[test]
    fn what_was_put_in_comes_out_in_order() {
        let mut reader = TapeReader::default();
        let [first, second] = made();
        assert_eq!(
            told(&mut reader, &first).unwrap(),
            "@4 is main.f main.go:5\n@30 is main.f main.go:31\nP2 stack [@9, @4]\n\
             10 M1  P2  G3      @9      GoCreate g=G7 entry=@30\n"
        );
        assert_eq!(
            told(&mut reader, &second).unwrap(),
            "@5 is main.f main.go:6\n\
             11 TaskBegin { task: 300, parent: 1, name: \"order\" }\n\
             12 Region { on: true, task: 300, name: \"cook\" }\n\
             13 Log { task: 300, category: \"how\", message: \"slowly \u{e9}\" }\n\
             14 Region { on: false, task: 300, name: \"cook\" }\n\
             15 TaskEnd { task: 300 }\n\
             P- stack []\n20 M1  P2  G3      @5      GoDestroy\n"
        );
    }

    #[test]
    fn what_is_damaged_is_an_error_and_no_panic() {
        let [first, second] = made();
        let whole = [first, second].concat();
        for cut in 1..whole.len() {
            let _ = told(&mut TapeReader::default(), &whole[..cut]);
            for flip in [1, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[cut] ^= flip;
                let _ = told(&mut TapeReader::default(), &bytes);
            }
        }
        assert_eq!(told(&mut TapeReader::default(), &whole[..whole.len() - 1]), Err(Torn::Damaged));
        assert_eq!(told(&mut TapeReader::default(), &[0xff, 77]), Err(Torn::OtherVersion));
        assert_eq!(told(&mut TapeReader::default(), &whole[2..]), Err(Torn::OtherVersion));
        assert_eq!(told(&mut TapeReader::default(), &[]).unwrap(), "");
    }
}
