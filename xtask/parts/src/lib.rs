//! What a release build makes of a module: two of them, where one is needed later than the other, with functions in an
//! order in which they take the least room when compressed.

mod alike;
mod divide;
mod linked;
mod publish;
mod whole;

pub use alike::reordered;
pub use divide::{Divided, divided};
pub use linked::{Behind, behind};
pub use publish::{ENGINE, gzip, kilobytes, publish, sizes};
