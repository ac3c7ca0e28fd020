//! The simulated machine's disk, in memory: files and directories by path, and what the program has open. Only names that
//! begin with `/` are known here; what is relative begins at the root.

use std::rc::Rc;

/// Bytes of all files.
const BYTES_MAX: usize = 64 << 20;
/// Files open at once (`RLIMIT_NOFILE`), streams included.
const OPEN_MAX: usize = 1024;
/// Streams have the first numbers.
const FIRST: usize = 3;

/// Errors of Linux (`asm-generic/errno-base.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errno {
    NoEntry = 2,
    BadFile = 9,
    Exists = 17,
    NotDir = 20,
    IsDir = 21,
    Invalid = 22,
    TooMany = 24,
    NoSpace = 28,
    NotEmpty = 39,
}

/// How a file is opened (`asm-generic/fcntl.h`).
pub mod flags {
    pub const WRITE_ONLY: u64 = 0x1;
    pub const READ_WRITE: u64 = 0x2;
    pub const CREATE: u64 = 0x40;
    pub const EXCLUSIVE: u64 = 0x80;
    pub const TRUNCATE: u64 = 0x200;
    pub const APPEND: u64 = 0x400;
}

/// A file or a directory, which stays as long as it has a name or is open.
#[derive(Clone, Debug)]
struct Node {
    /// None: a directory.
    bytes: Option<Rc<Vec<u8>>>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    node: usize,
    at: u64,
    flags: u64,
}

/// The disk.
#[derive(Clone, Debug)]
pub struct Disk {
    nodes: Vec<Node>,
    /// Paths, sorted.
    names: Vec<(Rc<str>, usize)>,
    open: Vec<Option<Open>>,
    used: usize,
}

/// A path without `.`, `..` and empty parts.
fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let mut clean = String::from("/");
    clean.push_str(&parts.join("/"));
    clean
}

impl Disk {
    /// A root and a directory for temporary files.
    pub fn new() -> Self {
        let nodes = vec![Node { bytes: None }; 2];
        Self { nodes, names: vec![("/".into(), 0), ("/tmp".into(), 1)], open: Vec::new(), used: 0 }
    }

    fn find(&self, path: &str) -> Result<usize, usize> {
        self.names.binary_search_by(|(name, _)| (**name).cmp(path))
    }

    fn node(&self, path: &str) -> Result<usize, Errno> {
        self.find(path).map(|at| self.names[at].1).map_err(|_| Errno::NoEntry)
    }

    fn is_dir(&self, node: usize) -> bool {
        self.nodes[node].bytes.is_none()
    }

    /// A new name in a directory that is there.
    fn add(&mut self, path: &str, node: Node) -> Result<usize, Errno> {
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        if !self.is_dir(self.node(if parent.is_empty() { "/" } else { parent })?) {
            return Err(Errno::NotDir);
        }
        let Err(at) = self.find(path) else { return Err(Errno::Exists) };
        self.nodes.push(node);
        self.names.insert(at, (path.into(), self.nodes.len() - 1));
        Ok(self.nodes.len() - 1)
    }

    /// `open`: the number of the open file.
    pub fn open(&mut self, path: &str, flags: u64) -> Result<u64, Errno> {
        let path = clean(path);
        let node = match self.node(&path) {
            Ok(_) if flags & flags::CREATE != 0 && flags & flags::EXCLUSIVE != 0 => {
                return Err(Errno::Exists);
            }
            Ok(node) => node,
            Err(_) if flags & flags::CREATE != 0 => self.add(&path, Node { bytes: Some(Rc::default()) })?,
            Err(why) => return Err(why),
        };
        let is_written = flags & (flags::WRITE_ONLY | flags::READ_WRITE) != 0;
        if is_written && self.is_dir(node) {
            return Err(Errno::IsDir);
        }
        let free = self.open.iter().position(Option::is_none);
        if free.is_none() && self.open.len() + FIRST == OPEN_MAX {
            return Err(Errno::TooMany);
        }
        if flags & flags::TRUNCATE != 0 {
            self.resize(node, 0)?;
        }
        let open = Some(Open { node, at: 0, flags });
        let at = free.unwrap_or(self.open.len());
        match free {
            Some(at) => self.open[at] = open,
            None => self.open.push(open),
        }
        Ok((at + FIRST) as u64)
    }

    fn slot(&mut self, fd: u64) -> Option<&mut Option<Open>> {
        self.open.get_mut(usize::try_from(fd).ok()?.checked_sub(FIRST)?)
    }

    fn opened(&mut self, fd: u64) -> Result<Open, Errno> {
        self.slot(fd).and_then(|slot| *slot).ok_or(Errno::BadFile)
    }

    fn moved(&mut self, fd: u64, at: u64) {
        if let Some(Some(open)) = self.slot(fd) {
            open.at = at;
        }
    }

    /// `close`.
    pub fn close(&mut self, fd: u64) -> Result<u64, Errno> {
        self.slot(fd).and_then(Option::take).map(|_| 0).ok_or(Errno::BadFile)
    }

    fn resize(&mut self, node: usize, len: usize) -> Result<(), Errno> {
        let bytes = self.nodes[node].bytes.as_mut().ok_or(Errno::Invalid)?;
        let used = self.used - bytes.len();
        if len > BYTES_MAX - used {
            return Err(Errno::NoSpace);
        }
        Rc::make_mut(bytes).resize(len, 0);
        self.used = used + len;
        Ok(())
    }

    /// `read`, or with a place `pread`: at most `len` bytes.
    pub fn read(&mut self, fd: u64, len: u64, place: Option<u64>) -> Result<Vec<u8>, Errno> {
        let open = self.opened(fd)?;
        if open.flags & flags::WRITE_ONLY != 0 {
            return Err(Errno::BadFile);
        }
        let bytes = self.nodes[open.node].bytes.as_ref().ok_or(Errno::IsDir)?;
        let from = place.unwrap_or(open.at).min(bytes.len() as u64);
        let to = from.saturating_add(len).min(bytes.len() as u64);
        let read = bytes[from as usize..to as usize].to_vec();
        if place.is_none() {
            self.moved(fd, to);
        }
        Ok(read)
    }

    /// `write`, or with a place `pwrite`: all of it.
    pub fn write(&mut self, fd: u64, bytes: &[u8], place: Option<u64>) -> Result<u64, Errno> {
        let open = self.opened(fd)?;
        if open.flags & (flags::WRITE_ONLY | flags::READ_WRITE) == 0 {
            return Err(Errno::BadFile);
        }
        let len = self.nodes[open.node].bytes.as_ref().map_or(0, |bytes| bytes.len());
        let end = place.unwrap_or(open.at);
        let at = if open.flags & flags::APPEND != 0 { len as u64 } else { end };
        let at = usize::try_from(at).ok().filter(|&at| at <= BYTES_MAX).ok_or(Errno::NoSpace)?;
        let to = at + bytes.len();
        if to > len {
            self.resize(open.node, to)?;
        }
        if let Some(all) = &mut self.nodes[open.node].bytes {
            Rc::make_mut(all)[at..to].copy_from_slice(bytes);
        }
        if place.is_none() {
            self.moved(fd, to as u64);
        }
        Ok(bytes.len() as u64)
    }

    /// `lseek`: from the beginning, from here, or from the end.
    pub fn seek(&mut self, fd: u64, offset: i64, whence: u64) -> Result<u64, Errno> {
        let open = self.opened(fd)?;
        let len = self.nodes[open.node].bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let from = match whence {
            0 => 0,
            1 => open.at,
            2 => len,
            _ => return Err(Errno::Invalid),
        };
        let at = from.checked_add_signed(offset).ok_or(Errno::Invalid)?;
        self.moved(fd, at);
        Ok(at)
    }

    /// `ftruncate`.
    pub fn truncate(&mut self, fd: u64, len: i64) -> Result<u64, Errno> {
        let open = self.opened(fd)?;
        let len = usize::try_from(len).map_err(|_| Errno::Invalid)?;
        self.resize(open.node, len).map(|()| 0)
    }

    /// `mkdir`.
    pub fn mkdir(&mut self, path: &str) -> Result<u64, Errno> {
        self.add(&clean(path), Node { bytes: None }).map(|_| 0)
    }

    /// `unlink` or `rmdir`: whatever has the name.
    pub fn remove(&mut self, path: &str) -> Result<u64, Errno> {
        let path = clean(path);
        let node = self.node(&path)?;
        let at = self.find(&path).map_err(|_| Errno::NoEntry)?;
        // Names with a smaller character than a slash come before those in the directory.
        let inside = format!("{path}/");
        let first = self.find(&inside).unwrap_or_else(|at| at);
        if path == "/" || self.names.get(first).is_some_and(|(name, _)| name.starts_with(&inside)) {
            return Err(Errno::NotEmpty);
        }
        if !self.open.iter().flatten().any(|open| open.node == node) && !self.is_dir(node) {
            self.resize(node, 0)?;
        }
        self.names.remove(at);
        Ok(0)
    }

    /// What `os.RemoveAll` does with many calls: whatever has the name, and what lies in it.
    pub fn remove_all(&mut self, path: &str) -> Result<u64, Errno> {
        let path = clean(path);
        let inside = format!("{path}/");
        let is_part = |name: &str| name == path || name.starts_with(&inside);
        let names: Vec<Rc<str>> =
            self.names.iter().filter(|(name, _)| is_part(name)).map(|(name, _)| name.clone()).collect();
        for name in names.iter().rev() {
            self.remove(name)?;
        }
        Ok(0)
    }

    /// `rename` of a file.
    pub fn rename(&mut self, from: &str, to: &str) -> Result<u64, Errno> {
        let (from, to) = (clean(from), clean(to));
        let node = self.node(&from)?;
        if self.is_dir(node) || self.node(&to).is_ok_and(|to| self.is_dir(to)) {
            return Err(Errno::IsDir);
        }
        if from != to {
            if self.node(&to).is_ok() {
                self.remove(&to)?;
            }
            let new = self.add(&to, self.nodes[node].clone())?;
            if let Ok(at) = self.find(&to) {
                self.names[at].1 = node;
                self.nodes.truncate(new);
            }
            if let Ok(at) = self.find(&from) {
                self.names.remove(at);
            }
        }
        Ok(0)
    }

    /// `stat`: the size of a file; none for a directory.
    pub fn stat(&self, path: &str) -> Result<Option<u64>, Errno> {
        let node = self.node(&clean(path))?;
        Ok(self.nodes[node].bytes.as_ref().map(|bytes| bytes.len() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_written_read_and_removed() {
        let mut disk = Disk::new();
        assert_eq!(disk.open("/tmp/a", 0), Err(Errno::NoEntry));
        assert_eq!(disk.open("/no/a", flags::CREATE), Err(Errno::NoEntry));
        let fd = disk.open("tmp/./a", flags::CREATE | flags::READ_WRITE).unwrap_or(0);
        assert_eq!((fd, disk.write(fd, b"hello", None)), (3, Ok(5)));
        assert_eq!(disk.read(fd, 9, None), Ok(vec![]));
        assert_eq!(disk.seek(fd, -4, 2), Ok(1));
        assert_eq!(disk.read(fd, 2, None), Ok(b"el".to_vec()));
        assert_eq!(disk.write(fd, b"!", Some(7)), Ok(1));
        assert_eq!(disk.read(fd, 9, None), Ok(b"lo\0\0!".to_vec()));
        assert_eq!(disk.remove("/tmp"), Err(Errno::NotEmpty));
        assert_eq!(disk.rename("/tmp/a", "/b"), Ok(0));
        assert_eq!((disk.stat("/tmp/a"), disk.stat("/b")), (Err(Errno::NoEntry), Ok(Some(8))));
        assert_eq!((disk.remove("/b"), disk.read(fd, 9, Some(6))), (Ok(0), Ok(b"\0!".to_vec())));
        assert_eq!((disk.close(fd), disk.close(fd)), (Ok(0), Err(Errno::BadFile)));
        for name in ["/tmp/x", "/tmp/x-y", "/tmp/x/z"] {
            assert_eq!(disk.mkdir(name), Ok(0));
        }
        assert_eq!(disk.remove("/tmp/x"), Err(Errno::NotEmpty));
        assert_eq!((disk.remove_all("/tmp/x"), disk.remove_all("/tmp/x")), (Ok(0), Ok(0)));
        assert_eq!((disk.stat("/tmp/x"), disk.stat("/tmp/x-y")), (Err(Errno::NoEntry), Ok(None)));
        assert_eq!((disk.remove("/tmp/x-y"), disk.remove("/tmp")), (Ok(0), Ok(0)));
    }

    #[test]
    fn a_full_disk_says_so() {
        let mut disk = Disk::new();
        let fd = disk.open("/a", flags::CREATE | flags::WRITE_ONLY).unwrap_or(0);
        assert_eq!(disk.truncate(fd, BYTES_MAX as i64), Ok(0));
        assert_eq!(disk.write(fd, b"x", Some(BYTES_MAX as u64)), Err(Errno::NoSpace));
        assert_eq!(disk.read(fd, 1, None), Err(Errno::BadFile));
        for _ in FIRST + 1..OPEN_MAX {
            assert!(disk.open("/a", 0).is_ok());
        }
        assert_eq!(disk.open("/a", 0), Err(Errno::TooMany));
    }
}
