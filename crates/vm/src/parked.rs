//! A goroutine that does not run: all its words in one piece, since there may be a million of them, and none before it
//! has begun.

use std::borrow::Cow;
use std::rc::Rc;

use gopark_program::FuncId;

use crate::task::{Deferred, Frame, Link, Own, Panicking, STACK_MIN_BYTES, Task};

/// Stacks of more words are not copied when their goroutine begins or ceases to run.
const DEEP_WORDS: usize = 8 << 10;

/// A goroutine that does not run.
#[derive(Clone, Debug)]
pub(crate) struct Parked {
    kept: Kept,
    pub own: Own,
}

/// There may be a million of them.
const _: () = assert!(size_of::<Option<Option<Parked>>>() <= 96);

/// So many words lie with the goroutine itself, frames included: closures that capture a few variables need no more.
const FEW_WORDS: usize = 7;

/// Where the words and frames of a goroutine are that does not run.
#[derive(Clone, Debug)]
enum Kept {
    /// Nowhere: it is about to begin with one frame, whose words are zeros but for its closure or only argument.
    Begin { func: FuncId, pc: u32, word: u64, at: u16, words: u16 },
    /// Here: its words, and behind them its frames, two words each but for the first one's, which is one.
    Few { packed: [u64; FEW_WORDS], len: u8, frames: u8 },
    /// The same elsewhere.
    Packed { packed: Rc<[u64]>, frames: u32 },
    /// They are too many to be copied.
    Deep(Rc<Deep>),
    /// With more than words and frames.
    More(Rc<More>),
}

/// A stack too deep to be copied, and how many of its words count.
#[derive(Clone, Debug)]
struct Deep {
    frames: Vec<Frame>,
    words: Vec<u64>,
    top: usize,
}

/// What most have nothing of.
#[derive(Clone, Debug)]
struct More {
    kept: Kept,
    defers: Vec<Deferred>,
    panics: Vec<Panicking>,
}

impl Parked {
    /// A goroutine about to begin with one frame of `len` words, of which those from `at` on are `args`.
    #[inline]
    pub fn new(frame: Frame, len: usize, stack_used: u32, (at, args): (usize, [&[u64]; 2])) -> Self {
        let kept = match (args, at as u16, len as u16) {
            ([[], []], at, words) if frame.link == Link::Root => Kept::begin(frame, 0, (at, words)),
            ([&[word], []] | [[], &[word]], at, words) if frame.link == Link::Root => {
                Kept::begin(frame, word, (at, words))
            }
            _ => Kept::first(frame, len, (at, args)),
        };
        let own = Own { stack_used, stack_bytes: STACK_MIN_BYTES, ..Own::default() };
        Self { kept, own }
    }

    /// The words of all its windows.
    pub fn words(&self) -> Cow<'_, [u64]> {
        match self.kept.plain() {
            Kept::Begin { word, at, words, .. } => {
                let mut words = vec![0; usize::from(*words)];
                words.get_mut(usize::from(*at)).into_iter().for_each(|slot| *slot = *word);
                words.into()
            }
            Kept::Deep(deep) => deep.words[..deep.top].into(),
            kept => kept.packed().words.into(),
        }
    }

    /// The same, to be changed.
    pub fn words_mut(&mut self) -> &mut [u64] {
        if let Kept::Begin { word, at, words, .. } = self.kept
            && let [frame] = self.frames()[..]
        {
            self.kept = Kept::first(frame, usize::from(words), (usize::from(at), [&[word], &[]]));
        }
        self.kept.words_mut()
    }

    /// Its frames, the innermost last.
    pub fn frames(&self) -> Cow<'_, [Frame]> {
        match self.kept.plain() {
            &Kept::Begin { func, pc, .. } => vec![Frame { pc, base: 0, func, link: Link::Root }].into(),
            Kept::Deep(deep) => (&deep.frames).into(),
            kept => kept.packed().frames().collect(),
        }
    }

    /// Where the window of its innermost frame begins.
    pub fn base(&self) -> usize {
        let frame = match self.kept.plain() {
            Kept::Deep(deep) => deep.frames.last().copied(),
            kept => kept.packed().others.last().map(|&words| Frame::unpack(words)),
        };
        frame.map_or(0, |frame| frame.base as usize)
    }

    /// As if it ran, for those who only look.
    pub fn open(&self) -> Task {
        let mut task = Task::default();
        self.show(&mut task);
        let (defers, panics) = self.others();
        (task.defers, task.panics) = (defers.to_vec(), panics.to_vec());
        task
    }

    /// Its deferred calls and panics.
    pub fn others(&self) -> (&[Deferred], &[Panicking]) {
        match &self.kept {
            Kept::More(more) => (&more.defers, &more.panics),
            _ => (&[], &[]),
        }
    }

    /// The same in place of what `task` was before, without [`Self::others`].
    pub fn show(&self, task: &mut Task) {
        task.own = self.own;
        task.words.clear();
        task.frames.clear();
        match self.kept.plain() {
            &Kept::Begin { func, pc, word, at, words } => {
                task.words.resize(usize::from(words), 0);
                task.words.get_mut(usize::from(at)).into_iter().for_each(|slot| *slot = word);
                task.frames.push(Frame { pc, base: 0, func, link: Link::Root });
            }
            Kept::Deep(deep) => {
                task.words.extend_from_slice(&deep.words[..deep.top]);
                task.frames.extend_from_slice(&deep.frames);
            }
            kept => {
                let packed = kept.packed();
                task.words.extend_from_slice(packed.words);
                task.frames.extend(packed.frames());
            }
        }
    }
}

/// Words and frames as they lie in one piece.
struct Packed<'a> {
    words: &'a [u64],
    first: Option<u64>,
    others: &'a [[u64; 2]],
}

impl Packed<'_> {
    fn frames(&self) -> impl Iterator<Item = Frame> {
        let first = self.first.map(Frame::unpack_first);
        first.into_iter().chain(self.others.iter().map(|&words| Frame::unpack(words)))
    }
}

/// How many words so many frames are.
const fn packed_len(frames: usize) -> usize {
    (2 * frames).saturating_sub(1)
}

impl Kept {
    #[inline]
    fn begin(frame: Frame, word: u64, (at, words): (u16, u16)) -> Self {
        Self::Begin { func: frame.func, pc: frame.pc, word, at, words }
    }

    fn first(frame: Frame, len: usize, (at, args): (usize, [&[u64]; 2])) -> Self {
        let mut packed = vec![0; len + 1];
        let closure = at + args[0].len();
        packed[at..closure].copy_from_slice(args[0]);
        packed[closure..closure + args[1].len()].copy_from_slice(args[1]);
        packed[len] = frame.pack_first();
        Self::of(&packed, 1)
    }

    fn of(packed: &[u64], frames: usize) -> Self {
        match packed.len() {
            len @ ..=FEW_WORDS => {
                let mut few = [0; FEW_WORDS];
                few[..len].copy_from_slice(packed);
                Self::Few { packed: few, len: len as u8, frames: frames as u8 }
            }
            _ => Self::Packed { packed: packed.into(), frames: frames as u32 },
        }
    }

    fn with(self, defers: Vec<Deferred>, panics: Vec<Panicking>) -> Self {
        Self::More(Rc::new(More { kept: self, defers, panics }))
    }

    /// Its words and frames alone.
    #[inline]
    fn plain(&self) -> &Self {
        match self {
            Self::More(more) => &more.kept,
            kept => kept,
        }
    }

    /// Its words and its frames.
    fn packed(&self) -> Packed<'_> {
        let (packed, frames) = match self {
            Self::Few { packed, len, frames } => (&packed[..usize::from(*len)], usize::from(*frames)),
            Self::Packed { packed, frames } => (&packed[..], *frames as usize),
            Self::Begin { .. } | Self::Deep(_) | Self::More(_) => (&[][..], 0),
        };
        let (words, frames) = packed.split_at(packed.len() - packed_len(frames));
        let (first, others) = frames.split_at(frames.len().min(1));
        Packed { words, first: first.first().copied(), others: others.as_chunks().0 }
    }

    fn words_mut(&mut self) -> &mut [u64] {
        match self {
            Self::Begin { .. } => &mut [],
            Self::Few { packed, len, frames } => {
                let top = usize::from(*len) - packed_len(usize::from(*frames));
                &mut packed[..top]
            }
            Self::Packed { packed, frames } => {
                let top = packed.len() - packed_len(*frames as usize);
                &mut Rc::make_mut(packed)[..top]
            }
            Self::Deep(deep) => {
                let deep = Rc::make_mut(deep);
                &mut deep.words[..deep.top]
            }
            Self::More(more) => Rc::make_mut(more).kept.words_mut(),
        }
    }
}

impl Task {
    /// The goroutine in `slot` begins to run. False: there is none.
    #[inline]
    pub(crate) fn enter(&mut self, slot: &mut Option<Parked>) -> bool {
        // What it consists of goes straight to its places: moved as a whole first, it would have to wait for itself.
        let Some(parked) = slot else { return false };
        self.own = parked.own;
        match &mut parked.kept {
            &mut Kept::Begin { func, pc, word, at, words } => {
                self.make_room(0);
                self.words[usize::from(at)] = word;
                self.frames.push(Frame { pc, base: 0, func, link: Link::Root });
                self.reach = u32::from(words);
            }
            kept @ Kept::Few { .. } => self.unpack(kept),
            kept => {
                let kept = std::mem::replace(kept, Kept::Few { packed: [0; FEW_WORDS], len: 0, frames: 0 });
                self.enter_large(kept);
            }
        }
        *slot = None;
        true
    }

    fn unpack(&mut self, kept: &Kept) {
        let packed = kept.packed();
        let top = packed.words.len();
        self.make_room(top);
        self.words[..top].copy_from_slice(packed.words);
        self.frames.extend(packed.first.map(Frame::unpack_first));
        self.frames.extend(packed.others.iter().map(|&words| Frame::unpack(words)));
        self.reach = top as u32;
    }

    #[cold]
    fn enter_large(&mut self, kept: Kept) {
        match kept {
            Kept::Begin { .. } | Kept::Few { .. } => self.unpack(&kept),
            Kept::Packed { .. } => {
                self.unpack(&kept);
                if let Kept::Packed { packed, .. } = kept {
                    self.kept = Some(packed);
                }
            }
            Kept::Deep(deep) => {
                let Deep { frames, words, top } = Rc::unwrap_or_clone(deep);
                self.spare = std::mem::replace(&mut self.words, words);
                (self.frames, self.reach) = (frames, top as u32);
                self.make_room(top);
            }
            Kept::More(more) => {
                let More { kept, defers, panics } = Rc::unwrap_or_clone(more);
                (self.defers, self.panics) = (defers, panics);
                self.enter_large(kept);
            }
        }
    }

    /// It ceases to run, with the first `top` words in use, and stays in `slot`.
    pub(crate) fn leave(&mut self, top: usize, slot: &mut Option<Parked>) {
        let kept = self.kept.take();
        let mut kept = if top.max(self.frames.len()) > DEEP_WORDS {
            let reach = (self.reach as usize).min(self.words.len());
            self.words[top.min(reach)..reach].fill(0);
            let words = std::mem::replace(&mut self.words, std::mem::take(&mut self.spare));
            self.reach = 0;
            Kept::Deep(Rc::new(Deep { frames: std::mem::take(&mut self.frames), words, top }))
        } else {
            self.keep(kept, top)
        };
        if !self.defers.is_empty() || !self.panics.is_empty() {
            kept = kept.with(std::mem::take(&mut self.defers), std::mem::take(&mut self.panics));
        }
        self.clear();
        *slot = Some(Parked { kept, own: self.own });
    }

    /// What [`Self::leave`] would leave there; it goes on.
    pub(crate) fn parked(&self, top: usize) -> Parked {
        let kept = if top.max(self.frames.len()) > DEEP_WORDS {
            Kept::Deep(Rc::new(Deep { frames: self.frames.clone(), words: self.words[..top].to_vec(), top }))
        } else {
            let mut packed = self.words[..top].to_vec();
            packed.extend(self.frames.first().map(|frame| frame.pack_first()));
            packed.extend(self.frames.iter().skip(1).flat_map(|frame| frame.pack()));
            Kept::of(&packed, self.frames.len())
        };
        Parked { kept: kept.with(self.defers.clone(), self.panics.clone()), own: self.own }
    }

    /// Copies words and frames to where they were kept before, if they fit.
    fn keep(&mut self, kept: Option<Rc<[u64]>>, top: usize) -> Kept {
        self.make_room(top);
        let len = top + packed_len(self.frames.len());
        if let [first, others @ ..] = &self.frames[..] {
            self.words[top] = first.pack_first();
            for (packed, frame) in self.words[top + 1..len].as_chunks_mut().0.iter_mut().zip(others) {
                *packed = frame.pack();
            }
        }
        self.reach = self.reach.max(len as u32);
        if let Some(mut packed) = kept
            && let Some(room) = Rc::get_mut(&mut packed).filter(|room| room.len() == len)
        {
            room.copy_from_slice(&self.words[..len]);
            return Kept::Packed { packed, frames: self.frames.len() as u32 };
        }
        Kept::of(&self.words[..len], self.frames.len())
    }
}

/// Marks the first frame of package initialization.
const INIT: u32 = 1 << 31;

impl Frame {
    /// A goroutine's first frame begins at its first word, and nobody called it.
    const fn pack_first(self) -> u64 {
        let mark = if matches!(self.link, Link::Init) { INIT } else { 0 };
        self.pc as u64 | ((self.func.0 | mark) as u64) << 32
    }

    const fn unpack_first(word: u64) -> Self {
        let func = (word >> 32) as u32;
        let link = if func & INIT == 0 { Link::Root } else { Link::Init };
        Self { pc: word as u32, base: 0, func: FuncId(func & !INIT), link }
    }

    const fn pack(self) -> [u64; 2] {
        [self.pc as u64 | (self.base as u64) << 32, self.func.0 as u64 | (self.link.pack() as u64) << 32]
    }

    const fn unpack([place, call]: [u64; 2]) -> Self {
        let (pc, base) = (place as u32, (place >> 32) as u32);
        Self { pc, base, func: FuncId(call as u32), link: Link::unpack((call >> 32) as u32) }
    }
}

impl Link {
    const fn pack(self) -> u32 {
        match self {
            Self::Root => 0,
            Self::Init => 1,
            Self::Call => 2,
            Self::Defer => 3,
            Self::Panic => 4,
            Self::Text(number) => 5 + number as u32,
        }
    }

    const fn unpack(number: u32) -> Self {
        match number {
            0 => Self::Root,
            1 => Self::Init,
            2 => Self::Call,
            3 => Self::Defer,
            4 => Self::Panic,
            _ => Self::Text((number - 5) as u16),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stack_of_any_depth_comes_back_and_leaves_zeros() {
        let mut task = Task::default();
        for top in [0, 7, DEEP_WORDS, DEEP_WORDS + 1, 3] {
            task.make_room(top);
            let words: Vec<u64> = (1..=top as u64).collect();
            task.words[..top].copy_from_slice(&words);
            let links = [Link::Init, Link::Defer, Link::Text(9)];
            let bases = [0, 1, top as u32];
            let frame = |(link, base)| Frame { pc: 3, base, func: FuncId(5), link };
            task.frames.extend(links.into_iter().zip(bases).map(frame));
            task.defers.push(Deferred { depth: 1, func: None, closure: 8, args: [4, 2].into() });
            task.reach = top as u32 + 20;
            task.words[top + 19] = 1;

            let mut slot = None;
            task.leave(top, &mut slot);
            let mut parked = slot.unwrap();
            assert!(task.words.iter().all(|&word| word == 0) && task.frames.is_empty());
            assert_eq!((&parked.words()[..], parked.base()), (&words[..], top));
            assert_eq!(
                {
                    let (defers, panics) = parked.others();
                    crate::task::other_roots(defers, panics).collect::<Vec<_>>()
                },
                [4, 2, 8]
            );
            let snapshot = parked.clone();
            parked.words_mut().fill(0);
            assert_eq!(snapshot.open().words, words);

            assert!(task.enter(&mut Some(snapshot)) && !task.enter(&mut None));
            assert_eq!(task.words[..top], words);
            assert!(task.words[top..].iter().all(|&word| word == 0));
            assert!(task.frames.iter().map(|frame| frame.link).eq(links));
            assert_eq!(task.defers.len(), 1);
            task.clear();
        }
    }
}
