//! The values of rune and string literals.
