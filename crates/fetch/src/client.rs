//! Asking with patience: redirections within limits, pauses that grow or that the server asks for, answers in JSON.

use crate::address::Address;
use crate::catalogue::Limits;
use crate::problem::Problem;
use crate::transport::{Request, Response, Transport};
use jiff::fmt::rfc2822;
use serde::de::DeserializeOwned;
use std::io::Read;
use std::time::Duration;

/// What happens while files are fetched, for whoever shows it.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<'a> {
    /// Work on a file begins.
    Started {
        /// Its name.
        name: &'a str,
        /// How many of how many files are done.
        done: usize,
        /// How many files there are.
        of: usize,
    },
    /// A body begins to arrive.
    Arriving {
        /// From which byte on.
        from: u64,
        /// How many bytes there will be in all, where that is known.
        of: Option<u64>,
    },
    /// Bytes arrived.
    Received {
        /// How many.
        bytes: u64,
    },
    /// Another attempt follows after a pause.
    Waiting {
        /// How long it is.
        time: Duration,
        /// What went wrong.
        why: &'a str,
    },
}

/// Why an attempt ended without success.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Another attempt does not help.
    Final(Problem),
    /// Another attempt may help.
    Again {
        /// What went wrong.
        why: String,
        /// For how long the server asks to be left alone.
        wait: Option<Duration>,
    },
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Stop {
        Stop::Final(problem)
    }
}

/// Asks servers within limits.
pub(crate) struct Client<'a> {
    pub(crate) transport: &'a dyn Transport,
    pub(crate) limits: &'a Limits,
    pub(crate) watch: &'a dyn Fn(Event<'_>),
}

impl Client<'_> {
    /// Asks, and follows redirections.
    pub(crate) fn ask(&self, request: Request<'_>) -> Result<Response, Stop> {
        let mut address = request.address.clone();
        for _ in 0..=self.limits.redirects {
            let response = self.transport.get(Request { address: &address, ..request }).map_err(|none| {
                if none.again {
                    Stop::Again { why: none.why, wait: None }
                } else {
                    Stop::Final(Problem::GivenUp { attempts: 1, why: none.why })
                }
            })?;
            match response.status {
                301 | 302 | 303 | 307 | 308 => {
                    let to = response.header("location").unwrap_or_default();
                    address = address.redirected(to).map_err(Problem::RedirectedTo)?;
                }
                200..=299 | 304 | 416 => return Ok(response),
                408 | 425 | 429 | 500 | 502 | 503 | 504 => {
                    let why = format!("the server answers {}{}", response.status, busy(response.status));
                    return Err(Stop::Again { why, wait: asked_to_wait(&response) });
                }
                status => return Err(Problem::Refused { status }.into()),
            }
        }
        Err(Problem::Redirected { limit: self.limits.redirects }.into())
    }

    /// Attempts until one succeeds, none would help, or too many in a row bring no progress. `gained` says how many
    /// bytes there are by now, and from how many more on that is progress.
    pub(crate) fn patiently<T>(
        &self,
        gained: impl Fn() -> u64,
        progress: u64,
        mut attempt: impl FnMut() -> Result<T, Stop>,
    ) -> Result<T, Problem> {
        let mut in_vain = 0;
        loop {
            let before = gained();
            let (why, wait) = match attempt() {
                Ok(done) => return Ok(done),
                Err(Stop::Final(problem)) => return Err(problem),
                Err(Stop::Again { why, wait }) => (why, wait),
            };
            in_vain = if gained() >= before.saturating_add(progress) { 1 } else { in_vain + 1 };
            if in_vain >= self.limits.attempts {
                return Err(Problem::GivenUp { attempts: in_vain, why });
            }
            let longest = Duration::from_secs_f64(self.limits.longest_pause);
            if let Some(wait) = wait.filter(|wait| *wait > longest) {
                return Err(Problem::AskedToWait { wait, why });
            }
            let doubled = self.limits.first_pause * f64::from(1_u32 << (in_vain - 1).min(20));
            let time = wait.unwrap_or(Duration::from_secs_f64(doubled).min(longest));
            (self.watch)(Event::Waiting { time, why: &why });
            self.transport.pause(time);
        }
    }

    /// An answer in JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self, address: &Address) -> Result<T, Problem> {
        let limit = self.limits.largest_answer;
        let bytes = self.patiently(
            || 0,
            1,
            || {
                let response = self.ask(Request {
                    address,
                    from: 0,
                    if_range: None,
                    if_none_match: None,
                    accept: "application/json",
                    body_within: self.body_within(Some(limit)),
                })?;
                if response.status != 200 {
                    return Err(Problem::Refused { status: response.status }.into());
                }
                let told: Option<u64> = response.header("content-length").and_then(|told| told.parse().ok());
                let mut bytes = Vec::new();
                let again = |why: String| Stop::Again { why, wait: None };
                response
                    .body
                    .take(limit + 1)
                    .read_to_end(&mut bytes)
                    .map_err(|error| again(error.to_string()))?;
                if bytes.len() as u64 > limit {
                    return Err(Problem::TooLarge { limit }.into());
                }
                match told {
                    Some(told) if (bytes.len() as u64) < told => {
                        Err(again("the answer was cut off".to_owned()))
                    }
                    _ => Ok(bytes),
                }
            },
        )?;
        serde_json::from_slice(&bytes)
            .map_err(|error| Problem::Answer { server: address.server().to_owned(), why: error.to_string() })
    }

    /// How long a body of some size may take.
    pub(crate) fn body_within(&self, bytes: Option<u64>) -> Duration {
        let slowest = self.limits.slowest_bytes_a_second.max(1);
        let bytes = bytes.unwrap_or(self.limits.largest_bytes);
        Duration::from_secs_f64(self.limits.silence) + Duration::from_secs(bytes / slowest)
    }
}

fn busy(status: u16) -> &'static str {
    match status {
        429 => ": too many requests",
        503 => ": busy, or down for a while",
        _ => "",
    }
}

/// For how long a server asks to be left alone: a number of seconds, or a moment, counted from its own clock.
fn asked_to_wait(response: &Response) -> Option<Duration> {
    let asked = response.header("retry-after")?;
    if let Ok(seconds) = asked.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = |text: &str| Some(rfc2822::parse(text).ok()?.timestamp());
    let wait = moment(asked)?.as_second() - moment(response.header("date")?)?.as_second();
    Some(Duration::from_secs(u64::try_from(wait).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(headers: &[(&str, &str)]) -> Option<Duration> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        asked_to_wait(&Response { status: 503, headers, body: Box::new(std::io::empty()) })
    }

    #[test]
    fn a_server_asks_for_a_pause_in_seconds_or_by_its_own_clock() {
        assert_eq!(asked(&[("retry-after", "7")]), Some(Duration::from_secs(7)));
        let date = ("date", "Tue, 24 Nov 2026 23:00:00 GMT");
        assert_eq!(
            asked(&[("retry-after", "Tue, 24 Nov 2026 23:01:30 GMT"), date]),
            Some(Duration::from_secs(90))
        );
        assert_eq!(asked(&[("retry-after", "Tue, 24 Nov 2026 22:00:00 GMT"), date]), Some(Duration::ZERO));
        assert_eq!(asked(&[("retry-after", "soon"), date]), None);
        assert_eq!(asked(&[]), None);
    }
}
