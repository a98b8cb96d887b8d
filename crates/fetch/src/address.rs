//! Addresses that may be asked: `https`, or plain `http` on this very machine, where tests have their server.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A longer address than this is none that any server here has.
const LONGEST: usize = 4096;

/// The address of a file or an answer on a server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

/// Why something is no address that may be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAddress {
    /// Neither `https` nor `http` on this machine.
    #[error("only addresses that begin with https:// are asked, and not `{0}`")]
    NotSecure(String),
    /// It has no host.
    #[error("`{0}` names no server")]
    NoServer(String),
    /// It carries a name or a password.
    #[error("the address of {0} carries a name or a password, which none needs")]
    Credentials(String),
    /// It holds characters that no address has, or too many.
    #[error("`{0}` is no address: it holds spaces, control characters or others than ASCII, or is too long")]
    Malformed(String),
}

impl Address {
    /// An address as somebody writes it.
    ///
    /// # Errors
    /// Where it is none that may be asked.
    pub fn parse(text: &str) -> Result<Address, NoAddress> {
        let shown = || definitions::file::printable(&text.chars().take(200).collect::<String>()).into_owned();
        let odd =
            |byte: u8| !byte.is_ascii_graphic() || matches!(byte, b'"' | b'<' | b'>' | b'\\' | b'^' | b'`');
        if text.len() > LONGEST || text.bytes().any(odd) {
            return Err(NoAddress::Malformed(shown()));
        }
        let Some((scheme, rest)) = text.split_once("://") else { return Err(NoAddress::NotSecure(shown())) };
        let server = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let host = host_of(server);
        if host.is_empty() {
            return Err(NoAddress::NoServer(shown()));
        }
        if server.contains('@') {
            return Err(NoAddress::Credentials(
                host_of(server.rsplit('@').next().unwrap_or_default()).to_owned(),
            ));
        }
        match scheme.to_ascii_lowercase().as_str() {
            "https" => {}
            "http" if is_this_machine(host) => {}
            _ => return Err(NoAddress::NotSecure(shown())),
        }
        // A fragment is for readers of pages and never sent.
        Ok(Address(text.split('#').next().unwrap_or_default().to_owned()))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The server's name, with its port where it has one.
    pub fn server(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        &rest[..rest.find(['/', '?']).unwrap_or(rest.len())]
    }

    /// Whether the server is this machine.
    pub fn is_this_machine(&self) -> bool {
        is_this_machine(host_of(self.server()))
    }

    /// The last part of the path, as the name of a file.
    pub fn file_name(&self) -> &str {
        let path = self.0.split('?').next().unwrap_or_default();
        let path = path.split_once("://").map_or(path, |(_, rest)| rest);
        path.split_once('/').map_or("", |(_, path)| path.rsplit('/').next().unwrap_or_default())
    }

    /// An address below this one.
    ///
    /// # Errors
    /// Where the whole is no address.
    pub fn below(&self, path: &str) -> Result<Address, NoAddress> {
        Address::parse(&format!("{}/{}", self.0.trim_end_matches('/'), path.trim_start_matches('/')))
    }

    /// Where a redirection leads. What was asked for securely is never asked for otherwise.
    ///
    /// # Errors
    /// Where it leads to what may not be asked.
    pub fn redirected(&self, to: &str) -> Result<Address, NoAddress> {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("https", ""));
        let server = self.server();
        let whole = match to {
            to if to.starts_with("//") => format!("{scheme}:{to}"),
            to if to.starts_with('/') => format!("{scheme}://{server}{to}"),
            to if has_scheme(to) => to.to_owned(),
            to => {
                let path = rest.split('?').next().unwrap_or_default();
                let folder = path.rfind('/').map_or(server, |at| &path[..at]);
                format!("{scheme}://{folder}/{to}")
            }
        };
        let address = Address::parse(&whole)?;
        if scheme.eq_ignore_ascii_case("https") && !address.is_secure() {
            return Err(NoAddress::NotSecure(whole));
        }
        Ok(address)
    }

    fn is_secure(&self) -> bool {
        self.0.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
    }
}

/// Whether a text begins with a scheme such as `file:`.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// A server's name without its port.
fn host_of(server: &str) -> &str {
    match server.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, _)) => host,
        None => server.split(':').next().unwrap_or_default(),
    }
}

fn is_this_machine(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1" || host == "::1"
}

impl JsonSchema for Address {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Address".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Address {
    type Error = NoAddress;

    fn try_from(text: String) -> Result<Address, NoAddress> {
        Address::parse(&text)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    #[test]
    fn only_https_and_this_machine_are_asked() {
        for good in [
            "https://www.gov.uk/a?b=c",
            "HTTPS://x.y",
            "http://127.0.0.1:80/a",
            "http://[::1]:8/",
            "http://localhost",
        ] {
            assert!(Address::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://www.gov.uk/",
            "file:///etc/passwd",
            "ftp://x.y/",
            "https://",
            "https:///path",
            "https://user:secret@x.y/",
            "http://127.0.0.1@evil.example/",
            "http://127.0.0.1.evil.example/",
            "https://x.y/a b",
            "https://x.y/\r\nHost: z",
            "www.gov.uk",
            "",
        ] {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(address("https://x.y/a#part").as_str(), "https://x.y/a");
    }

    #[test]
    fn a_redirection_is_followed_within_what_may_be_asked() {
        let from = address("https://x.y/a/b?c=d");
        assert_eq!(from.redirected("/e").unwrap().as_str(), "https://x.y/e");
        assert_eq!(from.redirected("e").unwrap().as_str(), "https://x.y/a/e");
        assert_eq!(from.redirected("//z.y/e").unwrap().as_str(), "https://z.y/e");
        assert_eq!(from.redirected("https://z.y/e").unwrap().as_str(), "https://z.y/e");
        for bad in [
            "http://127.0.0.1/",
            "file:///etc/passwd",
            "http://x.y/",
            "javascript:alert(1)",
            "https://u@z.y/",
        ] {
            assert!(from.redirected(bad).is_err(), "{bad}");
        }
        let here = address("http://127.0.0.1:8080");
        assert_eq!(here.redirected("b").unwrap().as_str(), "http://127.0.0.1:8080/b");
        assert_eq!(here.redirected("https://x.y/").unwrap().as_str(), "https://x.y/");
        assert!(here.redirected("http://x.y/").is_err());
    }

    #[test]
    fn the_name_of_the_file_is_the_end_of_the_path() {
        assert_eq!(address("https://x.y/a/b.csv?c=d/e").file_name(), "b.csv");
        assert_eq!(address("https://x.y").file_name(), "");
    }
}
