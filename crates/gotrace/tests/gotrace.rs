//! Tests on small traces and dumps of our own.

mod support;
