//! A FIFO of waiting goroutines from which one in the middle can leave at once.

use std::collections::VecDeque;

use crate::ids::GId;

/// A place in a [`WaitQ`], given when joining it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticket(pub i64);

/// Goroutines waiting in order, as the sudog lists of `chan.go` and `sema.go`. A goroutine that selects waits in many
/// queues and leaves most of them from the middle; with its ticket that takes constant time.
#[derive(Clone, Debug, Default)]
pub struct WaitQ {
    slots: VecDeque<GId>,
    first: i64,
    len: u32,
}

impl WaitQ {
    /// How many wait.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// True when nobody waits.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Joins at the tail.
    #[inline]
    pub fn push_back(&mut self, g: GId) -> Ticket {
        self.slots.push_back(g);
        self.len += 1;
        Ticket(self.first + self.slots.len() as i64 - 1)
    }

    /// Joins at the head.
    pub fn push_front(&mut self, g: GId) -> Ticket {
        self.slots.push_front(g);
        self.first -= 1;
        self.len += 1;
        Ticket(self.first)
    }

    /// Who waits longest.
    #[inline]
    pub fn front(&self) -> Option<GId> {
        self.slots.front().copied()
    }

    /// Takes the one who waits longest.
    #[inline]
    pub fn pop_front(&mut self) -> Option<GId> {
        let g = self.slots.pop_front()?;
        self.first += 1;
        self.len -= 1;
        self.trim_front();
        Some(g)
    }

    /// Leaves the queue, wherever in it.
    #[inline]
    pub fn remove(&mut self, ticket: Ticket) -> Option<GId> {
        if ticket.0 == self.first {
            return self.pop_front();
        }
        let index = usize::try_from(ticket.0.checked_sub(self.first)?).ok()?;
        let g = std::mem::take(self.slots.get_mut(index)?).some()?;
        self.len -= 1;
        self.trim_back();
        Some(g)
    }

    /// All who wait, longest first.
    pub fn iter(&self) -> impl Iterator<Item = GId> + '_ {
        self.slots.iter().copied().filter(|g| g.is_some())
    }

    /// Both ends are always someone who waits.
    #[inline]
    fn trim_front(&mut self) {
        while self.slots.front().is_some_and(|g| g.is_none()) {
            self.slots.pop_front();
            self.first += 1;
        }
    }

    /// See [`Self::trim_front`].
    #[inline]
    fn trim_back(&mut self) {
        while self.slots.back().is_some_and(|g| g.is_none()) {
            self.slots.pop_back();
        }
    }
}

impl PartialEq for WaitQ {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::WaitQ;
    use crate::ids::GId;

    #[test]
    fn leaves_from_the_middle_and_keeps_the_order() {
        let mut q = WaitQ::default();
        let tickets: Vec<_> = (0..5).map(|i| q.push_back(GId(i))).collect();
        assert_eq!(q.remove(tickets[2]), Some(GId(2)));
        assert_eq!(q.remove(tickets[2]), None);
        assert_eq!(q.remove(tickets[0]), Some(GId(0)));
        q.push_front(GId(9));
        assert_eq!(q.iter().map(|g| g.0).collect::<Vec<_>>(), [9, 1, 3, 4]);
        assert_eq!(q.pop_front(), Some(GId(9)));
        assert_eq!(q.remove(tickets[3]), Some(GId(3)));
        assert_eq!((q.pop_front(), q.pop_front(), q.pop_front()), (Some(GId(1)), Some(GId(4)), None));
        assert!(q.is_empty());
    }
}
