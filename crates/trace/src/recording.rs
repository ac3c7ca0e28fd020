//! A run that happened elsewhere: its events, and what their numbers stand for. Whoever reads such a thing makes one of
//! these, and whoever shows runs can show it; as bytes it goes from a worker to its page.

use crate::event::Event;
use crate::ids::{GId, Pc};
use crate::log::{EventLog, put, take};

/// What begins the first piece, with the version of the format; the first bytes of the others.
const MAGIC: &[u8] = b"gopark recording 2\n";
const REMARK: u8 = 1;
const NOTE: u8 = 2;
const TEXT: u8 = 3;
const SITE: u8 = 4;
const EVENTS: u8 = 5;
/// A piece of about so many bytes is taken in a millisecond or two.
const PIECE_BYTES: usize = 128 << 10;
/// More sites than this are not kept: what they are called takes memory wherever a recording is shown.
pub const SITES_MAX: usize = 1 << 16;

/// A run that was recorded.
#[derive(Default)]
pub struct Recording {
    /// What it is, in a few words: `Go execution trace (go 1.26)`.
    pub title: String,
    /// What happened. The first is [`crate::Kind::Recorded`], the last [`crate::Kind::End`].
    pub events: EventLog,
    /// What the places of the events are called.
    pub sites: Sites,
    /// What the file says of a goroutine in its own words, by rising id.
    pub notes: Vec<(GId, String)>,
    /// What there is to know about it as a whole, in sentences.
    pub remarks: Vec<String>,
}

/// The places in a program that a recording names, each with who called it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    texts: Vec<String>,
    sites: Vec<Site>,
}

/// A place in a program, called from other places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The function, a text of [`Sites`].
    pub func: u32,
    /// The file, a text of [`Sites`].
    pub file: u32,
    /// The line, from 1.
    pub line: u32,
    /// It lies in one of Go's own packages.
    pub is_std: bool,
    /// Where it was called from.
    pub caller: Pc,
    /// Where the calls of Go's own packages had come to that were in progress above it; `NONE`: there were none.
    pub innermost: Pc,
}

impl Sites {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.sites.len()
    }

    /// There are none.
    pub const fn is_empty(&self) -> bool {
        self.sites.is_empty()
    }

    /// The place that `pc` stands for.
    pub fn get(&self, pc: Pc) -> Option<&Site> {
        self.sites.get(pc.idx())
    }

    /// A text; empty when there is none of that number.
    pub fn text(&self, n: u32) -> &str {
        self.texts.get(n as usize).map_or("", |text| text)
    }

    /// Adds a text and tells its number.
    pub fn add_text(&mut self, text: &str) -> u32 {
        self.texts.push(text.to_owned());
        self.texts.len() as u32 - 1
    }

    /// Adds a place and tells what stands for it; `NONE` when there are [`SITES_MAX`].
    pub fn add(&mut self, site: Site) -> Pc {
        if self.sites.len() >= SITES_MAX {
            return Pc::NONE;
        }
        self.sites.push(site);
        Pc(self.sites.len() as u32 - 1)
    }

    /// The function and the line of a place, short enough for a label: `worker:24`.
    pub fn label(&self, pc: Pc) -> Option<String> {
        let site = self.get(pc)?;
        Some(format!("{}:{}", short(self.text(site.func)), site.line))
    }

    /// The calls in progress where a goroutine stands at `pc`, the latest first.
    pub fn calls(&self, pc: Pc) -> impl Iterator<Item = Pc> + '_ {
        let innermost = self.get(pc).and_then(|site| site.innermost.some());
        // A caller has a smaller number, so this comes to an end whatever the bytes said.
        std::iter::successors(innermost.unwrap_or(pc).some(), |&pc| {
            self.get(pc)?.caller.some().filter(|caller| caller.0 < pc.0)
        })
    }
}

/// A function without its package: `(*T).Run` of `example.com/a/b.(*T).Run`.
pub fn short(function: &str) -> &str {
    // Type arguments have packages, too.
    let own = function.find('[').unwrap_or(function.len());
    let start = function[..own].rfind('/').map_or(0, |slash| slash + 1);
    function[start..].split_once('.').map_or(function, |(_, name)| name)
}

impl Recording {
    /// Tells it as bytes, in pieces none of which takes long to be taken.
    pub fn pieces(&self, tell: &mut dyn FnMut(&[u8])) {
        let mut out = Pieces { piece: MAGIC.to_vec(), tell };
        text(&mut out.piece, &self.title);
        for remark in &self.remarks {
            text(out.piece(REMARK), remark);
        }
        for (g, note) in &self.notes {
            let piece = out.piece(NOTE);
            put(piece, g.0.into());
            text(piece, note);
        }
        for it in &self.sites.texts {
            text(out.piece(TEXT), it);
        }
        for site in &self.sites.sites {
            let Site { func, file, line, is_std, caller, innermost } = *site;
            let piece = out.piece(SITE);
            for n in [func, file, line, is_std.into(), caller.0, innermost.0] {
                put(piece, n.into());
            }
        }
        out.flush();
        self.events.pieces(PIECE_BYTES, |events| (out.tell)(&[&[EVENTS], events].concat()));
    }

    /// Takes the next of such pieces; none when it is not whole.
    pub fn take(&mut self, piece: &[u8]) -> Option<()> {
        if let Some(mut head) = piece.strip_prefix(MAGIC) {
            self.title = take_text(&mut head)?;
            return head.is_empty().then_some(());
        }
        let (&kind, mut rest) = piece.split_first()?;
        if kind == EVENTS {
            return self.events.take_piece(rest);
        }
        let bytes = &mut rest;
        while !bytes.is_empty() {
            match kind {
                REMARK => self.remarks.push(take_text(bytes)?),
                NOTE => self.notes.push((GId(number(bytes)?), take_text(bytes)?)),
                TEXT => self.sites.texts.push(take_text(bytes)?),
                SITE => {
                    let site = Site {
                        func: number(bytes)?,
                        file: number(bytes)?,
                        line: number(bytes)?,
                        is_std: number(bytes)? != 0,
                        caller: Pc(number(bytes)?),
                        innermost: Pc(number(bytes)?),
                    };
                    let texts = self.sites.texts.len() as u32;
                    (site.func < texts && site.file < texts).then_some(())?;
                    self.sites.add(site).some()?;
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// What the file says of a goroutine in its own words.
    pub fn note(&self, g: GId) -> Option<&str> {
        let i = self.notes.binary_search_by_key(&g, |&(id, _)| id).ok()?;
        Some(&self.notes[i].1)
    }

    /// Its last event; none when it has none.
    pub fn last(&mut self) -> Option<Event> {
        self.events.get(self.events.len().checked_sub(1)?)
    }
}

fn number(bytes: &mut &[u8]) -> Option<u32> {
    u32::try_from(take(bytes)?).ok()
}

fn take_text(bytes: &mut &[u8]) -> Option<String> {
    let length = number(bytes)? as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(String::from_utf8_lossy(text).into_owned())
}

fn text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// The piece that grows, and who is told when it is long enough.
struct Pieces<'a> {
    piece: Vec<u8>,
    tell: &'a mut dyn FnMut(&[u8]),
}

impl Pieces<'_> {
    /// One of this kind with room for more.
    fn piece(&mut self, kind: u8) -> &mut Vec<u8> {
        if self.piece.first() != Some(&kind) || self.piece.len() >= PIECE_BYTES {
            self.flush();
            self.piece.push(kind);
        }
        &mut self.piece
    }

    fn flush(&mut self) {
        if !self.piece.is_empty() {
            (self.tell)(&self.piece);
        }
        self.piece.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{Recording, Site};
    use crate::{Event, GId, Kind, MId, PId, Pc, SimTime};

    fn recording(events: usize) -> Recording {
        let mut it = Recording { title: "a trace".to_owned(), ..Recording::default() };
        let (work, main, file) =
            (it.sites.add_text("main.work"), it.sites.add_text("main.main"), it.sites.add_text("main.go"));
        let site = |func, line, caller| Site { func, file, line, is_std: false, caller, innermost: Pc::NONE };
        let outer = it.sites.add(site(main, 9, Pc::NONE));
        let inner = it.sites.add(site(work, 4, outer));
        it.sites.add(Site { innermost: inner, ..site(main, 9, Pc::NONE) });
        it.notes.push((GId(3), "goroutine 3 [running]".to_owned()));
        it.remarks = vec!["One.".to_owned(), "Zwei für alle.".to_owned()];
        let (m, p, g, pc) = (MId(0), PId(0), GId(1), Pc(1));
        let event = |i| Event { at: SimTime(i * 70), m, p, g, pc, kind: Kind::HeapAlloc { bytes: i * i } };
        it.events.append(&mut (0..events as u64).map(event).collect());
        it
    }

    #[test]
    fn what_is_written_is_read() {
        for events in [0, 1, 2_047, 2_048, 5_000] {
            let it = recording(events);
            let bytes = pieces(&it);
            let mut again = Recording::default();
            bytes.iter().for_each(|piece| again.take(piece).expect("whole bytes"));
            assert_eq!(again.events.range(0..events), it.events.range(0..events));
            assert_eq!((&again.title, &again.notes, &again.remarks), (&it.title, &it.notes, &it.remarks));
            assert_eq!((again.events.len(), again.sites == it.sites), (events, true));
            assert_eq!(again.note(GId(3)), Some("goroutine 3 [running]"));
            assert_eq!(pieces(&again), bytes);
        }
    }

    #[test]
    fn functions_are_short_without_their_packages() {
        assert_eq!(super::short("main.worker"), "worker");
        assert_eq!(super::short("example.com/a/b.(*T).Run.func1"), "(*T).Run.func1");
        assert_eq!(super::short("main.Map[example.com/x.T].Get"), "Map[example.com/x.T].Get");
        assert_eq!(super::short("nothing"), "nothing");
        assert_eq!(recording(0).sites.label(Pc(1)).as_deref(), Some("work:4"));
    }

    fn pieces(it: &Recording) -> Vec<Vec<u8>> {
        let mut pieces = Vec::new();
        it.pieces(&mut |piece| pieces.push(piece.to_vec()));
        pieces
    }

    #[test]
    fn no_piece_is_long_and_what_is_not_whole_is_refused() {
        let mut it = recording(50_000);
        it.remarks = (0..50_000).map(|i| format!("remark {i}")).collect();
        let all = pieces(&it);
        assert!(
            all.len() > 8 && all.iter().all(|piece| piece.len() <= 2 * super::PIECE_BYTES),
            "{}",
            all.len()
        );
        let small = pieces(&recording(300));
        for (i, piece) in small.iter().enumerate() {
            let takes = |part: &[u8]| {
                let mut it = Recording::default();
                small[..i].iter().for_each(|before| it.take(before).expect("whole bytes"));
                it.take(part).is_some()
            };
            // What ends between two things of a kind is whole, too.
            let whole = (0..piece.len()).filter(|&n| takes(&piece[..n])).count();
            assert!(whole < 4 && takes(piece) && !takes(&[&piece[..], &[9]].concat()), "piece {i}");
        }
    }

    #[test]
    fn calls_go_from_the_latest_to_the_first() {
        let sites = recording(0).sites;
        let lines = |pc| sites.calls(Pc(pc)).filter_map(|pc| Some(sites.get(pc)?.line)).collect::<Vec<_>>();
        assert_eq!((lines(1), lines(0), lines(2)), (vec![4, 9], vec![9], vec![4, 9]));
    }
}
