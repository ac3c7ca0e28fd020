//! Facts that no condition can say: a function each.

/// By the names that texts give them.
pub const FACTS: [(&str, fn()); 0] = [];
