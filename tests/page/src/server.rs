//! A web server for the files of one folder, as plain as a web server can be.

use std::fs;
use std::io::{BufRead, BufReader, Result, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;
use std::thread;

use crate::driver::setting;

/// Under this are the same files, from a server that knows no WebAssembly.
const UNTYPED: &str = "/untyped";

/// The address at which the built page is served, for as long as the process lives.
pub fn address() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        let folder = PathBuf::from(setting("GOPARK_DIST"));
        assert!(
            folder.join("index.html").exists(),
            "GOPARK_DIST is {}, with no page in it",
            folder.display()
        );
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let address = listener.local_addr().expect("a bound socket has an address");
        thread::spawn(move || serve(&listener, &folder));
        address
    })
}

fn serve(listener: &TcpListener, folder: &Path) {
    for stream in listener.incoming().flatten() {
        let folder = folder.to_owned();
        // A reader that hangs up early is the reader's business.
        thread::spawn(move || respond(stream, &folder).ok());
    }
}

fn respond(mut stream: TcpStream, folder: &Path) -> Result<()> {
    let mut request = BufReader::new(stream.try_clone()?);
    let mut first_line = String::new();
    request.read_line(&mut first_line)?;
    let mut header = String::new();
    while request.read_line(&mut header)? > 2 {
        header.clear();
    }
    let target = first_line.split_whitespace().nth(1).unwrap_or("/");
    let path = file_for(target, folder);
    let (status, body) = match path.as_ref().and_then(|path| fs::read(path).ok()) {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", Vec::new()),
    };
    let knows_types = !target.starts_with(UNTYPED);
    let content_type = path.as_deref().filter(|path| knows_types || !is_wasm(path));
    let content_type = content_type.map_or("text/plain", content_type_of);
    // A browser keeps no page for going back that it may not store.
    let cache = if target.ends_with("?kept") { "no-cache" } else { "no-store" };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\
         Cache-Control: {cache}\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

/// Files of the built page, and under `sites/` the pages of other people that tests bring along.
fn file_for(target: &str, folder: &Path) -> Option<PathBuf> {
    let target = target.strip_prefix(UNTYPED).unwrap_or(target);
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let stays_inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let folder = if path.starts_with("sites") { Path::new(env!("CARGO_MANIFEST_DIR")) } else { folder };
    stays_inside.then(|| folder.join(path))
}

fn is_wasm(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "wasm")
}

fn content_type_of(path: &Path) -> &'static str {
    match path.extension().and_then(|it| it.to_str()) {
        Some("css") => "text/css",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
