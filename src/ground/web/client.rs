//! Whose request this is, as far as limits are concerned.

use std::net::IpAddr;

use actix_web::HttpRequest;

use super::Services;

/// The peer's address; behind a configured number of trusted proxies, the value that the outermost of
/// them appended to X-Forwarded-For. What a client wrote there itself is further left and never looked at.
pub fn client_address(request: &HttpRequest, services: &Services) -> Option<IpAddr> {
    let peer = request.peer_addr().map(|a| a.ip());
    let proxies = services.config.trusted_proxies;
    if proxies == 0 {
        return peer;
    }
    let values: Vec<&str> = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(str::trim)
        .collect();
    values.len().checked_sub(proxies).and_then(|i| values.get(i)?.parse().ok()).or(peer)
}
