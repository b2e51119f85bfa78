//! Access checks: only this machine's own host names, and for actions only pages of this server.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderName, header};

/// Request header with the token.
const TOKEN: HeaderName = HeaderName::from_static("x-glossator-token");

/// A secret of this server run, known only to its pages.
pub(super) struct Token(String);

impl Token {
    /// A new token from the system's random numbers.
    ///
    /// *Errors*: the system has none.
    pub(super) fn new() -> Result<Self, String> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
        Ok(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a request may perform an action: it has the token and does not come from another site.
    pub(super) fn lets(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(TOKEN).map_or(&b""[..], |given| given.as_bytes());
        // hashes are compared in constant time
        blake3::hash(given) == blake3::hash(self.0.as_bytes()) && is_same_origin(headers)
    }
}

/// Whether a request does not come from another site, by the headers that browsers send; other programs send none.
///
/// *Source*: Fetch Metadata Request Headers, W3C, section 2.1; RFC 6454, section 7.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|it| it.to_str().unwrap_or("?"));
    let host = text(header::HOST).unwrap_or_default();
    let is_own = |origin: &str| origin.strip_prefix("http://").is_some_and(|it| it == host);
    text(HeaderName::from_static("sec-fetch-site")).is_none_or(|site| site == "same-origin")
        && text(header::ORIGIN).is_none_or(is_own)
}

/// Whether a request names a host of this server. Any other name for a loopback address would let a foreign page read
/// the preview (DNS rebinding).
///
/// On another interface any name may be the machine's; a foreign page still cannot have the token.
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
