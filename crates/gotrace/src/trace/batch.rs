//! Cuts the file into batches, without looking into them.

use super::code::{END_OF_GENERATION, EVENT_BATCH, EXPERIMENTAL_BATCH};
use super::varint;
use crate::id::ThreadId;
use crate::limits::BATCH_BYTES_MAX;

/// One batch: what a thread wrote down in one go, or a part of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Batch<'a> {
    pub generation: u64,
    pub m: Option<ThreadId>,
    /// In clock units.
    pub time: u64,
    /// Belongs to an experiment, and so is opaque.
    pub experimental: bool,
    pub payload: &'a [u8],
}

/// What stands next in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Item<'a> {
    Batch(Batch<'a>),
    EndOfGeneration,
}

/// Why there is no next item.
#[derive(Clone, Debug)]
pub(crate) enum BatchError {
    Truncated,
    Broken(String),
}

/// The batches of a file from some point on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Batches<'a> {
    pub rest: &'a [u8],
}

impl<'a> Batches<'a> {
    /// The next item; `None` at the end of the file. After an error the position stays where it was.
    pub fn next(&mut self) -> Result<Option<Item<'a>>, BatchError> {
        let mut rest = self.rest;
        let Some(kind) = varint::take_byte(&mut rest) else { return Ok(None) };
        let item = match kind {
            END_OF_GENERATION => Item::EndOfGeneration,
            EVENT_BATCH | EXPERIMENTAL_BATCH => Item::Batch(take_batch(kind, &mut rest)?),
            other => return Err(BatchError::Broken(format!("a batch cannot begin with byte {other}"))),
        };
        self.rest = rest;
        Ok(Some(item))
    }
}

fn take_batch<'a>(kind: u8, rest: &mut &'a [u8]) -> Result<Batch<'a>, BatchError> {
    let experimental = kind == EXPERIMENTAL_BATCH;
    if experimental {
        varint::take_byte(rest).ok_or(BatchError::Truncated)?;
    }
    let generation = take_number(rest)?;
    let m = ThreadId::from_wire(take_number(rest)?);
    let time = take_number(rest)?;
    let size = take_number(rest)?;
    if size > BATCH_BYTES_MAX {
        return Err(BatchError::Broken(format!("a batch of {size} bytes, {BATCH_BYTES_MAX} are allowed")));
    }
    let (payload, after) = rest.split_at_checked(size as usize).ok_or(BatchError::Truncated)?;
    *rest = after;
    Ok(Batch { generation, m, time, experimental, payload })
}

fn take_number(rest: &mut &[u8]) -> Result<u64, BatchError> {
    let cut = rest.len() < 10 && rest.iter().all(|byte| byte & 0x80 != 0);
    varint::take(rest).ok_or_else(|| {
        if cut { BatchError::Truncated } else { BatchError::Broken("a number of more than 64 bits".into()) }
    })
}
