//! One file on its way: asked for, taken up again where it was cut off, and never taken for whole before it is.

use crate::address::Address;
use crate::client::{Client, Event, Stop};
use crate::folder::{About, Folder, hash_of};
use crate::name::Name;
use crate::problem::Problem;
use crate::transport::{Request, Response};
use std::cell::Cell;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// What is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'a> {
    pub(crate) name: &'a Name,
    pub(crate) address: &'a Address,
    /// How many bytes the server has, where that is known beforehand.
    pub(crate) bytes: Option<u64>,
    /// Their SHA-256, where that is known beforehand.
    pub(crate) sha256: Option<&'a str>,
    /// The state that is here already.
    pub(crate) unless: Option<&'a str>,
}

/// What came.
#[derive(Debug)]
pub(crate) struct Arrived {
    /// Where it stands, unpacked.
    pub(crate) file: PathBuf,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    /// What is known of it.
    pub(crate) about: About,
    /// From which byte on it was taken up again, where it was.
    pub(crate) resumed: Option<u64>,
}

/// How an attempt ended.
enum Step {
    Whole,
    Unchanged,
}

/// What is read at a time.
const PIECE: usize = 1 << 16;

/// What counts as progress, beside a twentieth of the file: then attempts are counted from the first again.
const PROGRESS: u64 = 1 << 18;

/// Bytes on their way.
pub(crate) struct Transfer<'a> {
    pub(crate) client: &'a Client<'a>,
    pub(crate) folder: &'a Folder,
    pub(crate) wanted: Wanted<'a>,
    /// How many answers the bytes came in.
    answers: Cell<u32>,
}

impl<'a> Transfer<'a> {
    pub(crate) fn new(client: &'a Client<'a>, folder: &'a Folder, wanted: Wanted<'a>) -> Transfer<'a> {
        Transfer { client, folder, wanted, answers: Cell::new(0) }
    }

    /// Brings the file; nothing where the server has no other than the one that is here.
    pub(crate) fn run(&self) -> Result<Option<Arrived>, Problem> {
        let name = self.wanted.name;
        self.folder.prepare(name)?;
        let resumed = Some(self.usable_part()?).filter(|from| *from > 0);
        match self.bring()? {
            None => Ok(None),
            Some(Ok(came)) => Ok(Some(Arrived { resumed, ..came })),
            // What came in parts may have been of two states of the file, or damaged since: once more in one.
            Some(Err(problem)) if resumed.is_some() || self.answers.get() > 1 => {
                if let Problem::Disk { .. } = problem {
                    return Err(problem);
                }
                self.bring()?.transpose()
            }
            Some(Err(problem)) => Err(problem),
        }
    }

    /// Brings all bytes and judges them; what is judged wrong is thrown away.
    fn bring(&self) -> Result<Option<Result<Arrived, Problem>>, Problem> {
        let name = self.wanted.name;
        let progress = self.wanted.bytes.map_or(PROGRESS, |bytes| (bytes / 20).clamp(1, PROGRESS));
        let step = self.client.patiently(|| self.folder.part_length(name), progress, || self.attempt())?;
        if let Step::Unchanged = step {
            return Ok(None);
        }
        let judged = self.judge();
        if let Err(problem) = &judged
            && !matches!(problem, Problem::Disk { .. })
        {
            self.folder.discard(name)?;
        }
        Ok(Some(judged))
    }

    /// How many bytes of an earlier attempt can be built upon; others are thrown away.
    fn usable_part(&self) -> Result<u64, Problem> {
        let (name, length) = (self.wanted.name, self.folder.part_length(self.wanted.name));
        let about = self.folder.about(name).unwrap_or_default();
        let fits = about.from == self.wanted.address.as_str()
            && self.whole(&about).is_none_or(|whole| length <= whole)
            // Without a hash beforehand, only the server can say whether the rest is of the same file.
            && (self.wanted.sha256.is_some() || about.state().is_some());
        if fits || length == 0 {
            return Ok(length);
        }
        self.folder.discard(name)?;
        Ok(0)
    }

    fn attempt(&self) -> Result<Step, Stop> {
        let name = self.wanted.name;
        let from = self.usable_part()?;
        let about = self.folder.about(name).unwrap_or_default();
        if from > 0 && self.whole(&about) == Some(from) {
            return Ok(Step::Whole);
        }
        let response = self.client.ask(Request {
            address: self.wanted.address,
            from,
            if_range: about.state(),
            if_none_match: self.wanted.unless.filter(|_| from == 0),
            accept: "*/*",
            body_within: self.client.body_within(self.whole(&about).or(self.wanted.bytes)),
        })?;
        match response.status {
            304 => Ok(Step::Unchanged),
            206 => self.go_on(response, from, &about),
            416 if from > 0 => {
                let whole =
                    response.header("content-range").and_then(|range| range.rsplit('/').next()?.parse().ok());
                if whole == Some(from) && same_state(&response, &about) {
                    return Ok(Step::Whole);
                }
                self.begin_again("the server has no more of the file than is here, and that is not all of it")
            }
            200 => self.begin(response),
            status => Err(Problem::Refused { status }.into()),
        }
    }

    /// How many bytes the server has in all, where that is known: of a file that it packs, only it can say.
    fn whole(&self, about: &About) -> Option<u64> {
        about.whole.or(self.wanted.bytes.filter(|_| about.encoding.is_none()))
    }

    fn begin_again(&self, why: &str) -> Result<Step, Stop> {
        self.folder.discard(self.wanted.name)?;
        Err(Stop::Again { why: why.to_owned(), wait: None })
    }

    /// The rest of a file.
    fn go_on(&self, response: Response, from: u64, about: &About) -> Result<Step, Stop> {
        let range = response.header("content-range").unwrap_or_default();
        let (start, whole) = content_range(range);
        let total_fits = whole.is_none() || self.whole(about).is_none_or(|known| whole == Some(known));
        if start != Some(from) || !total_fits || !same_state(&response, about) {
            return self.begin_again("the file changed on the server");
        }
        let whole = whole.or(self.whole(about));
        self.take_in(response, from, whole, about.encoding.is_some())
    }

    /// A file from its first byte on.
    fn begin(&self, response: Response) -> Result<Step, Stop> {
        let name = self.wanted.name;
        self.folder.discard(name)?;
        let said = |header: &str| response.header(header).map(str::to_owned);
        let encoding = said("content-encoding").filter(|encoding| !encoding.eq_ignore_ascii_case("identity"));
        if let Some(encoding) = encoding.as_ref().filter(|encoding| !is_gzip(encoding)) {
            return Err(Problem::Encoding { encoding: encoding.clone() }.into());
        }
        let told: Option<u64> = response.header("content-length").and_then(|told| told.parse().ok());
        let chunked =
            response.header("transfer-encoding").is_some_and(|how| how.to_lowercase().contains("chunked"));
        if told.is_none()
            && !chunked
            && encoding.is_none()
            && self.wanted.sha256.is_none()
            && self.wanted.bytes.is_none()
        {
            return Err(Problem::NoEnd.into());
        }
        let expected = self.wanted.bytes.filter(|_| encoding.is_none());
        if let (Some(told), Some(expected)) = (told, expected)
            && told != expected
        {
            return Err(Problem::OtherSize { expected, found: told }.into());
        }
        let (whole, packed) = (told.or(expected), encoding.is_some());
        self.folder.say(
            name,
            &About {
                from: self.wanted.address.as_str().to_owned(),
                etag: said("etag"),
                last_modified: said("last-modified"),
                served: said("date"),
                encoding,
                whole,
                ready: None,
            },
        )?;
        self.take_in(response, 0, whole, packed)
    }

    /// Writes down what arrives, behind what is there.
    fn take_in(&self, response: Response, from: u64, whole: Option<u64>, packed: bool) -> Result<Step, Stop> {
        self.answers.set(self.answers.get() + 1);
        (self.client.watch)(Event::Arriving { from, of: whole });
        let path = self.folder.part(self.wanted.name);
        let disk = |error: std::io::Error| Problem::disk(&path, &error);
        let mut file = part_file(&path, from).map_err(disk)?;
        let limit = self.wanted.bytes.filter(|_| !packed).unwrap_or(self.client.limits.largest_bytes);
        let mut body = response.body;
        let mut piece = vec![0; PIECE];
        let mut there = from;
        loop {
            let read = match body.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => read as u64,
                Err(error) => {
                    let why = format!("the connection broke off after {there} bytes ({error})");
                    return Err(Stop::Again { why, wait: None });
                }
            };
            there += read;
            if there > limit {
                self.folder.discard(self.wanted.name)?;
                return Err(Problem::TooLarge { limit }.into());
            }
            file.write_all(&piece[..usize::try_from(read).unwrap_or(PIECE)]).map_err(disk)?;
            (self.client.watch)(Event::Received { bytes: read });
        }
        match whole {
            Some(whole) if there < whole => Err(Stop::Again {
                why: format!("the connection broke off after {there} of {whole} bytes"),
                wait: None,
            }),
            _ => Ok(Step::Whole),
        }
    }

    /// Unpacks what came and compares it with what was expected.
    fn judge(&self) -> Result<Arrived, Problem> {
        let name = self.wanted.name;
        let part = self.folder.part(name);
        let about = self.folder.about(name).unwrap_or_default();
        let file = match about.encoding {
            None => part,
            Some(_) => {
                let made = self.folder.made(name);
                unpack(&part, &made, self.client.limits.largest_bytes)?;
                made
            }
        };
        let Some((sha256, bytes)) = hash_of(&file)? else {
            return Err(Problem::disk(&file, &std::io::ErrorKind::NotFound.into()));
        };
        match self.wanted.sha256.filter(|expected| *expected != sha256) {
            Some(expected) => Err(Problem::OtherContent { expected: expected.to_owned(), found: sha256 }),
            None => Ok(Arrived { file, bytes, sha256, about, resumed: None }),
        }
    }
}

/// Whether an answer is of the state of the file that the part is of, as far as it says.
fn same_state(response: &Response, about: &About) -> bool {
    let same = |name: &str, known: &Option<String>| match (response.header(name), known) {
        (Some(now), Some(then)) => now == then,
        _ => true,
    };
    same("etag", &about.etag) && same("last-modified", &about.last_modified)
}

/// The file of a part, at its end; emptied where the file begins again.
fn part_file(path: &Path, from: u64) -> std::io::Result<File> {
    let file = OpenOptions::new().create(true).append(true).open(path)?;
    if from == 0 {
        file.set_len(0)?;
    }
    Ok(file)
}

/// Where a range begins and how many bytes there are in all: `bytes 5-9/10`.
fn content_range(text: &str) -> (Option<u64>, Option<u64>) {
    let (range, whole) = text.trim_start_matches("bytes").trim().split_once('/').unwrap_or((text, ""));
    (range.split('-').next().and_then(|start| start.trim().parse().ok()), whole.trim().parse().ok())
}

fn is_gzip(encoding: &str) -> bool {
    encoding.eq_ignore_ascii_case("gzip") || encoding.eq_ignore_ascii_case("x-gzip")
}

/// Unpacks a file that came packed; its own checksum says whether it came whole.
fn unpack(from: &Path, to: &Path, limit: u64) -> Result<(), Problem> {
    let packed = File::open(from).map_err(|error| Problem::disk(from, &error))?;
    let mut unpacked = flate2::read::MultiGzDecoder::new(packed);
    let mut file = File::create(to).map_err(|error| Problem::disk(to, &error))?;
    let mut piece = vec![0; PIECE];
    let mut bytes = 0;
    loop {
        let read = unpacked.read(&mut piece).map_err(|error| Problem::Packed { why: error.to_string() })?;
        if read == 0 {
            return Ok(());
        }
        bytes += read as u64;
        if bytes > limit {
            return Err(Problem::TooLarge { limit });
        }
        file.write_all(&piece[..read]).map_err(|error| Problem::disk(to, &error))?;
    }
}
