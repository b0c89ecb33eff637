//! Where a request comes from, for counting how often somebody tries.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

/// The address that a request comes from.
///
/// A proxy on the same machine names it in `X-Forwarded-For`, as `docs/operator/install.md` sets it up; from anybody else
/// that header is not believed, so nobody gives themselves a fresh address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Peer, Infallible> {
        Ok(Peer::of(parts))
    }
}

impl Peer {
    fn of(parts: &Parts) -> Peer {
        let socket = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let socket = socket.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip());
        let named = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let named = named.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Peer(named.filter(|_| socket.is_loopback()).unwrap_or(socket))
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn of(socket: [u8; 4], forwarded: &str) -> Peer {
        let mut parts = Request::get("/").header("x-forwarded-for", forwarded).body(()).unwrap().into_parts().0;
        parts.extensions.insert(ConnectInfo(SocketAddr::from((socket, 4000))));
        Peer::of(&parts)
    }

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let named = Peer(IpAddr::from([203, 0, 113, 7]));
        assert_eq!(of([127, 0, 0, 1], "203.0.113.7"), named);
        // What the client wrote itself stands before what the proxy added.
        assert_eq!(of([127, 0, 0, 1], "198.51.100.1, 203.0.113.7"), named);
        assert_eq!(of([192, 0, 2, 9], "203.0.113.7"), Peer(IpAddr::from([192, 0, 2, 9])));
        assert_eq!(of([127, 0, 0, 1], "nonsense"), Peer(IpAddr::from([127, 0, 0, 1])));
    }
}
