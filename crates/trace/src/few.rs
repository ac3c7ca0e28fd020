//! A list that is nearly always of one.

/// Values in order; a single one takes no memory of its own. What a goroutine waits at: one thing, unless it selects.
#[derive(Clone, Debug)]
pub struct Few<T>(Held<T>);

#[derive(Clone, Debug)]
enum Held<T> {
    None,
    One(T),
    Many(Box<Many<T>>),
}

/// One pointer, so that a list takes no more than its only value.
#[derive(Clone, Debug)]
struct Many<T>(Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Held::None)
    }
}

impl<T: Copy> Few<T> {
    /// The value, when there is one only.
    #[inline]
    pub const fn only(&self) -> Option<T> {
        match self.0 {
            Held::One(value) => Some(value),
            _ => None,
        }
    }

    /// Appends.
    #[inline(always)]
    pub fn push(&mut self, value: T) {
        match &self.0 {
            Held::None => self.0 = Held::One(value),
            _ => self.push_more(value),
        }
    }

    #[cold]
    fn push_more(&mut self, value: T) {
        match &mut self.0 {
            Held::None => self.0 = Held::One(value),
            Held::One(first) => self.0 = Held::Many(Box::new(Many(vec![*first, value]))),
            Held::Many(values) => values.0.push(value),
        }
    }
}

impl<T> std::ops::Deref for Few<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match &self.0 {
            Held::None => &[],
            Held::One(value) => std::slice::from_ref(value),
            Held::Many(values) => &values.0,
        }
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::Few;

    #[test]
    fn keeps_the_order_of_any_number() {
        let mut few = Few::default();
        for n in 0..5 {
            assert_eq!(*few, (0..n).collect::<Vec<_>>());
            few.push(n);
        }
        assert_eq!(std::mem::take(&mut few).len(), 5);
        assert!(few.is_empty());
    }
}
