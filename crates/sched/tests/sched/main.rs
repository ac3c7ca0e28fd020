//! The scheduler driven by small scripts: text in, text out; after every step the folded world must equal the
//! scheduler's own state.

mod facts;
mod fuzz;
mod golden;
mod random;
mod script;
mod situations;
mod traces;
