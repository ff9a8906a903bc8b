//! Connections whose other end reads nothing: actix-web limits how long a request may take to come, but not how long an answer
//! may lie in the kernel's hands. Whoever asks for much and reads none of it would be waited for, for ever.

use std::any::Any;
use std::time::Duration;

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;

/// How long what was sent may stay unread or unheard of before the kernel gives the connection up.
const PATIENCE: Duration = Duration::from_secs(20);

/// For `HttpServer::on_connect`: sets that limit.
pub fn limit_unread(connection: &dyn Any, _: &mut Extensions) {
    let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
    #[cfg(target_os = "linux")] // elsewhere the proxy in front must do it
    if let Err(why) = socket2::SockRef::from(stream).set_tcp_user_timeout(Some(PATIENCE)) {
        tracing::debug!(%why, "a connection without a limit for unread answers");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (stream, PATIENCE);
}
