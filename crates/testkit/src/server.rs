//! A server on this machine that behaves like real ones, their faults included. Plain HTTP/1.1 by hand, over the standard
//! library alone, so that what is tested and what tests it share nothing.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What a client asks.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The path without what follows the question mark.
    pub path: String,
    /// What follows the question mark.
    pub query: String,
    /// Headers, names in small letters.
    pub headers: BTreeMap<String, String>,
    /// How many requests for this path came before.
    pub before: usize,
}

impl Asked {
    /// From which byte on the file is asked for.
    pub fn from(&self) -> Option<usize> {
        self.headers.get("range")?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
    }
}

/// How a body is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// With its length.
    Whole,
    /// With its length, and cut off after so many bytes.
    CutAfter(usize),
    /// With its length, so many bytes at a time with a pause after each.
    Dribble(usize, Duration),
    /// In chunks, without a length.
    Chunked,
    /// In chunks, cut off after so many bytes.
    ChunkedCutAfter(usize),
    /// Without a length: it ends where the connection does, after so many bytes.
    NoLength(usize),
}

/// What the server answers.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How it is sent.
    pub manner: Manner,
}

impl Answer {
    /// An answer with a body.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status, headers: Vec::new(), body: body.into(), manner: Manner::Whole }
    }

    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Answer {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Sent in some manner.
    #[must_use]
    pub fn manner(mut self, manner: Manner) -> Answer {
        self.manner = manner;
        self
    }

    /// A redirection.
    pub fn redirect(to: &str) -> Answer {
        Answer::new(302, "").header("Location", to)
    }

    /// A file as a good server sends it: all of it, or what was asked for if it is still in that state.
    pub fn file(asked: &Asked, content: &[u8], etag: &str) -> Answer {
        let whole = || Answer::new(200, content).header("ETag", etag).header("Accept-Ranges", "bytes");
        if asked.headers.get("if-none-match").is_some_and(|state| state == etag) {
            return Answer::new(304, "").header("ETag", etag);
        }
        let same = asked.headers.get("if-range").is_none_or(|state| state == etag);
        match asked.from().filter(|_| same) {
            None => whole(),
            Some(from) if from >= content.len() => Answer::new(416, "")
                .header("Content-Range", format!("bytes */{}", content.len()))
                .header("ETag", etag),
            Some(from) => Answer::new(206, &content[from..])
                .header("Content-Range", format!("bytes {from}-{}/{}", content.len() - 1, content.len()))
                .header("ETag", etag),
        }
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    address: String,
    stop: Arc<AtomicBool>,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Starts a server that answers each request as `answer` says.
    pub fn start(answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, asked) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let server = Server { address, stop: Arc::clone(&stop), asked: Arc::clone(&asked) };
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let (answer, asked) = (Arc::clone(&answer), Arc::clone(&asked));
                std::thread::spawn(move || {
                    // A client that was killed, or that has enough, closes the connection: no failure here.
                    let _ = serve(&stream, &*answer, &asked);
                    let _ = stream.shutdown(Shutdown::Both);
                });
            }
        });
        server
    }

    /// An address on this server.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Everything that was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes the listener, so that it sees that it should stop.
        let _ = TcpStream::connect(self.address.trim_start_matches("http://"));
    }
}

fn serve(
    stream: &TcpStream,
    answer: &dyn Fn(&Asked) -> Answer,
    all: &Mutex<Vec<Asked>>,
) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.take(1 << 16)).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let Some(target) = first.split(' ').nth(1) else { return Ok(()) };
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let asked = {
        let mut all = all.lock().unwrap();
        let before = all.iter().filter(|one| one.path == path).count();
        let asked = Asked { path: path.to_owned(), query: query.to_owned(), headers, before };
        all.push(asked.clone());
        asked
    };
    send(stream, &answer(&asked))
}

fn send(mut stream: &TcpStream, answer: &Answer) -> std::io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {} Answer\r\nConnection: close\r\nDate: Tue, 24 Nov 2026 23:00:00 GMT\r\n",
        answer.status
    );
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match answer.manner {
        Manner::Chunked | Manner::ChunkedCutAfter(_) => head.push_str("Transfer-Encoding: chunked\r\n"),
        Manner::NoLength(_) => {}
        _ => head.push_str(&format!("Content-Length: {}\r\n", answer.body.len())),
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    let body = &answer.body;
    match answer.manner {
        Manner::Whole => stream.write_all(body),
        Manner::CutAfter(bytes) | Manner::NoLength(bytes) => stream.write_all(&body[..bytes.min(body.len())]),
        Manner::Dribble(bytes, pause) => {
            for piece in body.chunks(bytes) {
                stream.write_all(piece)?;
                std::thread::sleep(pause);
            }
            Ok(())
        }
        Manner::Chunked => {
            chunks(stream, body)?;
            stream.write_all(b"0\r\n\r\n")
        }
        Manner::ChunkedCutAfter(bytes) => chunks(stream, &body[..bytes.min(body.len())]),
    }
}

fn chunks(mut stream: &TcpStream, body: &[u8]) -> std::io::Result<()> {
    for piece in body.chunks(1000) {
        stream.write_all(format!("{:x}\r\n", piece.len()).as_bytes())?;
        stream.write_all(piece)?;
        stream.write_all(b"\r\n")?;
    }
    Ok(())
}

/// Numbers that look like chance and are the same in every run.
#[derive(Debug, Clone)]
pub struct Numbers(u64);

impl Numbers {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Numbers {
        Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit.max(1)
    }

    /// So many bytes.
    pub fn bytes(&mut self, many: usize) -> Vec<u8> {
        (0..many).map(|_| u8::try_from(self.below(256)).unwrap()).collect()
    }
}
