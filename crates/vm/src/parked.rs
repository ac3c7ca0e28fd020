//! A goroutine that does not run: all its words in one piece, since there may be a million of them.

use std::rc::Rc;

use gopark_program::FuncId;

use crate::task::{Deferred, Frame, Link, Own, Panicking, STACK_MIN_BYTES, Task};

/// Stacks of more words are not copied when their goroutine begins or ceases to run.
const DEEP_WORDS: usize = 8 << 10;

/// A goroutine that does not run.
#[derive(Clone, Debug)]
pub(crate) struct Parked {
    /// Its words, and behind them its frames, two words each; none when they are too many to be copied.
    kept: Option<Rc<[u64]>>,
    frames: u32,
    pub own: Own,
    /// What most have nothing of.
    rest: Option<Rc<Rest>>,
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
    pub fn new(frame: Frame, len: usize, stack_used: u64, (at, args): (usize, [&[u64]; 2])) -> Self {
        let mut kept: Rc<[u64]> = std::iter::repeat_n(0, len + 2).collect();
        if let Some(words) = Rc::get_mut(&mut kept) {
            let closure = at + args[0].len();
            words[at..closure].copy_from_slice(args[0]);
            words[closure..closure + args[1].len()].copy_from_slice(args[1]);
            words[len..].copy_from_slice(&frame.pack());
        }
        let own = Own { stack_used, stack_bytes: STACK_MIN_BYTES, ..Own::default() };
        Self { kept: Some(kept), frames: 1, own, rest: None }
    }

    /// The words of all its windows.
    pub fn words(&self) -> &[u64] {
        match self.deep() {
            Some((_, words, top)) => &words[..*top],
            None => &self.packed()[..self.top()],
        }
    }

    /// The same, to be changed.
    pub fn words_mut(&mut self) -> &mut [u64] {
        let top = self.top();
        match &mut self.rest {
            Some(rest) if rest.deep.is_some() => {
                Rc::make_mut(rest).deep.as_mut().map_or(&mut [], |(_, words, top)| &mut words[..*top])
            }
            _ => self.kept.as_mut().map_or(&mut [], |kept| &mut Rc::make_mut(kept)[..top]),
        }
    }

    /// Its frames, the innermost last.
    pub fn frames(&self) -> Vec<Frame> {
        match self.deep() {
            Some((frames, ..)) => frames.clone(),
            None => self.packed_frames().iter().map(|&words| Frame::unpack(words)).collect(),
        }
    }

    /// Where the window of its innermost frame begins.
    pub fn base(&self) -> usize {
        let frame = match self.deep() {
            Some((frames, ..)) => frames.last().copied(),
            None => self.packed_frames().last().map(|&words| Frame::unpack(words)),
        };
        frame.map_or(0, |frame| frame.base as usize)
    }

    /// As if it ran, for those who only look.
    pub fn open(&self) -> Task {
        let rest = self.rest.as_deref();
        Task {
            words: self.words().to_vec(),
            frames: self.frames(),
            defers: rest.map_or_else(Vec::new, |rest| rest.defers.clone()),
            panics: rest.map_or_else(Vec::new, |rest| rest.panics.clone()),
            own: self.own,
            ..Task::default()
        }
    }

    fn top(&self) -> usize {
        self.packed().len() - 2 * self.frames as usize
    }

    fn packed(&self) -> &[u64] {
        self.kept.as_deref().unwrap_or(&[])
    }

    fn packed_frames(&self) -> &[[u64; 2]] {
        self.packed()[self.top()..].as_chunks().0
    }

    fn deep(&self) -> Option<&(Vec<Frame>, Vec<u64>, usize)> {
        self.rest.as_ref()?.deep.as_ref()
    }
}

impl Task {
    /// The goroutine in `slot` begins to run. False: there is none.
    #[inline]
    pub(crate) fn enter(&mut self, slot: &mut Option<Parked>) -> bool {
        // What it consists of goes straight to its places: moved as a whole first, it would have to wait for itself.
        let Some(parked) = slot else { return false };
        self.own = parked.own;
        let (kept, rest) = (parked.kept.take(), parked.rest.take());
        let frames = parked.frames as usize;
        *slot = None;
        if let Some(rest) = rest {
            let rest = Rc::unwrap_or_clone(rest);
            (self.defers, self.panics) = (rest.defers, rest.panics);
            if let Some((frames, words, top)) = rest.deep {
                self.spare = std::mem::replace(&mut self.words, words);
                (self.frames, self.reach) = (frames, top as u32);
                return true;
            }
        }
        let packed = kept.as_deref().unwrap_or(&[]);
        let top = packed.len() - 2 * frames;
        self.make_room(top);
        let (words, frames) = packed.split_at(top);
        self.words[..top].copy_from_slice(words);
        self.frames.extend(frames.as_chunks().0.iter().map(|&words| Frame::unpack(words)));
        self.reach = top as u32;
        self.kept = kept;
        true
    }

    /// It ceases to run, with the first `top` words in use, and stays in `slot`.
    pub(crate) fn leave(&mut self, top: usize, slot: &mut Option<Parked>) {
        let (mut frames, mut deep) = (self.frames.len(), None);
        let kept = self.kept.take();
        let kept = if top.max(frames) > DEEP_WORDS {
            let reach = (self.reach as usize).min(self.words.len());
            self.words[top.min(reach)..reach].fill(0);
            let words = std::mem::replace(&mut self.words, std::mem::take(&mut self.spare));
            deep = Some((std::mem::take(&mut self.frames), words, top));
            (frames, self.reach) = (0, 0);
            None
        } else {
            Some(self.keep(kept, top))
        };
        let rest = (deep.is_some() || !self.defers.is_empty() || !self.panics.is_empty()).then(|| {
            let (defers, panics) = (std::mem::take(&mut self.defers), std::mem::take(&mut self.panics));
            Rc::new(Rest { defers, panics, deep })
        });
        self.clear();
        *slot = Some(Parked { kept, frames: frames as u32, own: self.own, rest });
    }

    /// Copies words and frames to where they were kept before, if they fit.
    fn keep(&mut self, kept: Option<Rc<[u64]>>, top: usize) -> Rc<[u64]> {
        self.make_room(top);
        let len = top + 2 * self.frames.len();
        for (packed, frame) in self.words[top..len].as_chunks_mut().0.iter_mut().zip(&self.frames) {
            *packed = frame.pack();
        }
        self.reach = self.reach.max(len as u32);
        if let Some(mut kept) = kept
            && let Some(room) = Rc::get_mut(&mut kept).filter(|room| room.len() == len)
        {
            room.copy_from_slice(&self.words[..len]);
            return kept;
        }
        Rc::from(&self.words[..len])
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
            assert_eq!((parked.words(), parked.base()), (&words[..], top));
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
