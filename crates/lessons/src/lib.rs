//! The lessons: Go programs and texts, as files.
