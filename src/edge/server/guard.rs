//! Who may ask: this machine by its own name, and for anything that does something, a page that this server gave out.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, header};

/// Where a page says the token.
const TOKEN: HeaderName = HeaderName::from_static("x-glossator-token");

/// What a page of this start of the server knows, and nobody else.
pub(super) struct Token(String);

impl Token {
    /// A new one, from the system's source of random numbers.
    ///
    /// *Errors*: the system gives none.
    pub(super) fn new() -> Result<Self, String> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a request may do something: it knows the token, and no other site's page sent it.
    pub(super) fn lets(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(TOKEN).map_or(&b""[..], |given| given.as_bytes());
        is_equal(given, self.0.as_bytes()) && is_same_origin(headers)
    }
}

/// Compares in a time that does not tell how much of it is right.
fn is_equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// What a browser says of where a request comes from; a program that is no browser says nothing of it.
///
/// *Source*: Fetch Metadata Request Headers, W3C, section 2.1; RFC 6454, section 7.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|it| it.to_str().unwrap_or("?"));
    let host = text(header::HOST).unwrap_or_default();
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(|it| it == host);
    text(HeaderName::from_static("sec-fetch-site")).is_none_or(|site| site == "same-origin")
        && text(header::ORIGIN).is_none_or(is_own)
}

/// Whether a request names a host that this server is meant to be: another name on a loopback address is how a
/// foreign page would read a preview (DNS rebinding).
///
/// On another interface any name may be the machine's; a foreign page cannot have the token for all that.
pub(super) fn is_own_host(interface: IpAddr, headers: &HeaderMap) -> bool {
    if !interface.is_loopback() {
        return true;
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
