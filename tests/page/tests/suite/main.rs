//! What a reader can do with the page, one file for each thing they come for.

mod axe;
mod building;
mod changing;
mod comparing;
mod editing;
mod embedding;
mod endings;
mod firefox;
mod guiding;
mod hosting;
mod hunting;
mod instances;
mod lessons;
mod looking;
mod looks;
mod opening;
mod paper;
mod preview;
mod recordings;
mod saving;
mod scale;
mod sharing;
mod stepping;
mod support;
mod timeline;
