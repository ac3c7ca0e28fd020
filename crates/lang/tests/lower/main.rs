//! What Go programs are compiled to, as text, and that every one keeps its promises to the machine.

mod calls;
mod directives;
mod flow;
mod fuzz;
mod names;
mod refused;
mod support;
mod values;
