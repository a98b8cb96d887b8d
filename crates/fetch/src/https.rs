//! Servers asked over the network, with `ureq` and `rustls`. Certificates are judged by the system's own store, where
//! organisations keep theirs; a proxy is used where the environment names one (`HTTPS_PROXY`), but never for this machine.

use crate::catalogue::Limits;
use crate::transport::{NoAnswer, Request, Response, Transport};
use std::sync::Arc;
use std::time::Duration;
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// Asks servers over the network.
#[derive(Debug)]
pub struct Https {
    others: Agent,
    this_machine: Agent,
}

impl Https {
    /// A transport within these limits.
    pub fn new(limits: &Limits) -> Https {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(certificates())))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let silence = Some(Duration::from_secs_f64(limits.silence));
        let config = || {
            Agent::config_builder()
                .http_status_as_error(false)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .user_agent(concat!("kingsway/", env!("CARGO_PKG_VERSION")))
                // Bytes are counted and resumed as the file has them; who packs them all the same says so.
                .accept_encoding("identity")
                .timeout_connect(Some(Duration::from_secs_f64(limits.connect)))
                .timeout_resolve(Some(Duration::from_secs_f64(limits.connect)))
                .timeout_recv_response(silence)
                .timeout_per_read(silence)
        };
        Https {
            others: config().https_only(true).tls_config(tls).build().new_agent(),
            this_machine: config().proxy(None).build().new_agent(),
        }
    }
}

impl Transport for Https {
    fn get(&self, request: Request<'_>) -> Result<Response, NoAnswer> {
        let agent = if request.address.is_this_machine() { &self.this_machine } else { &self.others };
        let mut asked = agent
            .get(request.address.as_str())
            .config()
            .timeout_recv_body(Some(request.body_within))
            .build()
            .header("accept", request.accept);
        if request.from > 0 {
            asked = asked.header("range", format!("bytes={}-", request.from));
        }
        if let Some(state) = request.if_range.filter(|_| request.from > 0) {
            asked = asked.header("if-range", state);
        }
        if let Some(state) = request.if_none_match {
            asked = asked.header("if-none-match", state);
        }
        let (head, body) = asked.call().map_err(|error| no_answer(&error))?.into_parts();
        let said = |(name, value): (&ureq::http::HeaderName, &ureq::http::HeaderValue)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        };
        Ok(Response {
            status: head.status.as_u16(),
            headers: head.headers.iter().filter_map(said).collect(),
            body: Box::new(body.into_reader()),
        })
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// The authorities that the system trusts. Where it names none, every server is refused, and the reason says so.
fn certificates() -> Vec<Certificate<'static>> {
    let found = rustls_native_certs::load_native_certs();
    found.certs.iter().map(|one| Certificate::from_der(one).to_owned()).collect()
}

fn no_answer(error: &ureq::Error) -> NoAnswer {
    let lasting = matches!(
        error,
        ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_) | ureq::Error::InvalidProxyUrl
    );
    let why = match error {
        ureq::Error::Timeout(_) => "no answer in time".to_owned(),
        ureq::Error::HostNotFound => {
            "no server has this name, or there is no connection to the internet".to_owned()
        }
        ureq::Error::ConnectionFailed => "no connection to the server".to_owned(),
        ureq::Error::Tls(why) => {
            format!("the server's certificate or its encryption is not accepted ({why})")
        }
        other => other.to_string(),
    };
    NoAnswer { why, again: !lasting }
}
