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
    /// What most have nothing of.
    rest: Option<Rc<Rest>>,
}

/// So many words and frames lie with the goroutine itself.
const FEW_WORDS: usize = 8;

/// Where the words and frames of a goroutine are that does not run.
#[derive(Clone, Debug)]
enum Kept {
    /// Nowhere: it is about to begin with one frame, whose words are zeros but for its closure or only argument.
    Begin { func: FuncId, pc: u32, word: u64, at: u16, words: u16 },
    /// Here: its words, and behind them its frames, two words each.
    Few { packed: [u64; FEW_WORDS], len: u8, frames: u8 },
    /// The same elsewhere.
    Packed { packed: Rc<[u64]>, frames: u32 },
    /// They are too many to be copied: in [`Rest::deep`].
    Deep,
}

/// See [`Parked::rest`].
#[derive(Clone, Debug, Default)]
struct Rest {
    defers: Vec<Deferred>,
    panics: Vec<Panicking>,
    /// A stack too deep to be copied, and how many of its words count.
    deep: Option<(Vec<Frame>, Vec<u64>, usize)>,
}

impl Parked {
    /// A goroutine about to begin with one frame of `len` words, of which those from `at` on are `args`.
    #[inline]
    pub fn new(frame: Frame, len: usize, stack_used: u64, (at, args): (usize, [&[u64]; 2])) -> Self {
        let kept = match (args, at as u16, len as u16) {
            ([[], []], at, words) if frame.link == Link::Root => Kept::begin(frame, 0, (at, words)),
            ([&[word], []] | [[], &[word]], at, words) if frame.link == Link::Root => {
                Kept::begin(frame, word, (at, words))
            }
            _ => Kept::first(frame, len, (at, args)),
        };
        let own = Own { stack_used, stack_bytes: STACK_MIN_BYTES, ..Own::default() };
        Self { kept, own, rest: None }
    }

    /// The words of all its windows.
    pub fn words(&self) -> Cow<'_, [u64]> {
        match &self.kept {
            Kept::Begin { word, at, words, .. } => {
                let mut words = vec![0; usize::from(*words)];
                words.get_mut(usize::from(*at)).into_iter().for_each(|slot| *slot = *word);
                words.into()
            }
            Kept::Few { .. } | Kept::Packed { .. } => self.kept.packed().0.into(),
            Kept::Deep => self.deep().map_or(&[][..], |(_, words, top)| &words[..*top]).into(),
        }
    }

    /// The same, to be changed.
    pub fn words_mut(&mut self) -> &mut [u64] {
        if let Kept::Begin { word, at, words, .. } = self.kept
            && let [frame] = self.frames()[..]
        {
            self.kept = Kept::first(frame, usize::from(words), (usize::from(at), [&[word], &[]]));
        }
        match (&mut self.kept, &mut self.rest) {
            (Kept::Few { packed, len, frames }, _) => &mut packed[..usize::from(*len - 2 * *frames)],
            (Kept::Packed { packed, frames }, _) => {
                let top = packed.len() - 2 * *frames as usize;
                &mut Rc::make_mut(packed)[..top]
            }
            (_, Some(rest)) => {
                Rc::make_mut(rest).deep.as_mut().map_or(&mut [], |(_, words, top)| &mut words[..*top])
            }
            _ => &mut [],
        }
    }

    /// Its frames, the innermost last.
    pub fn frames(&self) -> Vec<Frame> {
        match &self.kept {
            &Kept::Begin { func, pc, .. } => vec![Frame { pc, base: 0, func, link: Link::Root }],
            Kept::Few { .. } | Kept::Packed { .. } => {
                self.kept.packed().1.iter().map(|&words| Frame::unpack(words)).collect()
            }
            Kept::Deep => self.deep().map_or_else(Vec::new, |(frames, ..)| frames.clone()),
        }
    }

    /// Where the window of its innermost frame begins.
    pub fn base(&self) -> usize {
        let frame = match &self.kept {
            Kept::Begin { .. } => None,
            Kept::Few { .. } | Kept::Packed { .. } => {
                self.kept.packed().1.last().map(|&words| Frame::unpack(words))
            }
            Kept::Deep => self.deep().and_then(|(frames, ..)| frames.last().copied()),
        };
        frame.map_or(0, |frame| frame.base as usize)
    }

    /// As if it ran, for those who only look.
    pub fn open(&self) -> Task {
        let rest = self.rest.as_deref();
        Task {
            words: self.words().into_owned(),
            frames: self.frames(),
            defers: rest.map_or_else(Vec::new, |rest| rest.defers.clone()),
            panics: rest.map_or_else(Vec::new, |rest| rest.panics.clone()),
            own: self.own,
            ..Task::default()
        }
    }

    fn deep(&self) -> Option<&(Vec<Frame>, Vec<u64>, usize)> {
        self.rest.as_ref()?.deep.as_ref()
    }
}

impl Kept {
    #[inline]
    fn begin(frame: Frame, word: u64, (at, words): (u16, u16)) -> Self {
        Self::Begin { func: frame.func, pc: frame.pc, word, at, words }
    }

    fn first(frame: Frame, len: usize, (at, args): (usize, [&[u64]; 2])) -> Self {
        let mut packed = vec![0; len + 2];
        let closure = at + args[0].len();
        packed[at..closure].copy_from_slice(args[0]);
        packed[closure..closure + args[1].len()].copy_from_slice(args[1]);
        packed[len..].copy_from_slice(&frame.pack());
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

    /// Its words and its frames.
    #[inline]
    fn packed(&self) -> (&[u64], &[[u64; 2]]) {
        let (packed, frames) = match self {
            Self::Few { packed, len, frames } => (&packed[..usize::from(*len)], usize::from(*frames)),
            Self::Packed { packed, frames } => (&packed[..], *frames as usize),
            Self::Begin { .. } | Self::Deep => (&[][..], 0),
        };
        let (words, frames) = packed.split_at(packed.len() - 2 * frames);
        (words, frames.as_chunks().0)
    }
}

impl Task {
    /// The goroutine in `slot` begins to run. False: there is none.
    #[inline]
    pub(crate) fn enter(&mut self, slot: &mut Option<Parked>) -> bool {
        // What it consists of goes straight to its places: moved as a whole first, it would have to wait for itself.
        let Some(parked) = slot else { return false };
        self.own = parked.own;
        match &parked.kept {
            &Kept::Begin { func, pc, word, at, words } => {
                self.make_room(0);
                self.words[usize::from(at)] = word;
                self.frames.push(Frame { pc, base: 0, func, link: Link::Root });
                self.reach = u32::from(words);
            }
            Kept::Deep => {}
            kept => {
                let (words, frames) = kept.packed();
                self.make_room(words.len());
                self.words[..words.len()].copy_from_slice(words);
                self.frames.extend(frames.iter().map(|&words| Frame::unpack(words)));
                self.reach = words.len() as u32;
            }
        }
        if let Kept::Packed { .. } = parked.kept
            && let Kept::Packed { packed, .. } = std::mem::replace(&mut parked.kept, Kept::Deep)
        {
            self.kept = Some(packed);
        }
        let rest = parked.rest.take();
        *slot = None;
        if let Some(rest) = rest {
            let rest = Rc::unwrap_or_clone(rest);
            (self.defers, self.panics) = (rest.defers, rest.panics);
            if let Some((frames, words, top)) = rest.deep {
                self.spare = std::mem::replace(&mut self.words, words);
                (self.frames, self.reach) = (frames, top as u32);
                self.make_room(top);
            }
        }
        true
    }

    /// It ceases to run, with the first `top` words in use, and stays in `slot`.
    pub(crate) fn leave(&mut self, top: usize, slot: &mut Option<Parked>) {
        let mut deep = None;
        let kept = self.kept.take();
        let kept = if top.max(self.frames.len()) > DEEP_WORDS {
            let reach = (self.reach as usize).min(self.words.len());
            self.words[top.min(reach)..reach].fill(0);
            let words = std::mem::replace(&mut self.words, std::mem::take(&mut self.spare));
            deep = Some((std::mem::take(&mut self.frames), words, top));
            self.reach = 0;
            Kept::Deep
        } else {
            self.keep(kept, top)
        };
        let rest = (deep.is_some() || !self.defers.is_empty() || !self.panics.is_empty()).then(|| {
            let (defers, panics) = (std::mem::take(&mut self.defers), std::mem::take(&mut self.panics));
            Rc::new(Rest { defers, panics, deep })
        });
        self.clear();
        *slot = Some(Parked { kept, own: self.own, rest });
    }

    /// What [`Self::leave`] would leave there; it goes on.
    pub(crate) fn parked(&self, top: usize) -> Parked {
        let mut deep = None;
        let kept = if top.max(self.frames.len()) > DEEP_WORDS {
            deep = Some((self.frames.clone(), self.words[..top].to_vec(), top));
            Kept::Deep
        } else {
            let frames = self.frames.iter().flat_map(|frame| frame.pack());
            let packed: Vec<u64> = self.words[..top].iter().copied().chain(frames).collect();
            Kept::of(&packed, self.frames.len())
        };
        let (defers, panics) = (self.defers.clone(), self.panics.clone());
        Parked { kept, own: self.own, rest: Some(Rc::new(Rest { defers, panics, deep })) }
    }

    /// Copies words and frames to where they were kept before, if they fit.
    fn keep(&mut self, kept: Option<Rc<[u64]>>, top: usize) -> Kept {
        self.make_room(top);
        let len = top + 2 * self.frames.len();
        for (packed, frame) in self.words[top..len].as_chunks_mut().0.iter_mut().zip(&self.frames) {
            *packed = frame.pack();
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

impl Frame {
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
            let links = [Link::Root, Link::Defer, Link::Text(9)];
            task.frames.extend(links.map(|link| Frame { pc: 3, base: top as u32, func: FuncId(5), link }));
            task.defers.push(Deferred { depth: 1, func: None, closure: 8, args: [4, 2].into() });
            task.reach = top as u32 + 20;
            task.words[top + 19] = 1;

            let mut slot = None;
            task.leave(top, &mut slot);
            let mut parked = slot.unwrap();
            assert!(task.words.iter().all(|&word| word == 0) && task.frames.is_empty());
            assert_eq!((&parked.words()[..], parked.base()), (&words[..], top));
            assert_eq!(parked.open().other_roots().collect::<Vec<_>>(), [4, 2, 8]);
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
