//! What every page and form needs: the services, the layout, errors, forms, CSRF, headers, limits, assets.
//! Knows nothing of forums: who signs in and what they may do is decided in `accounts`.

mod assets;
mod body;
pub mod cache;
pub mod chart;
mod client;
pub mod cookies;
pub mod csrf;
mod device;
mod flash;
mod form;
mod handed;
mod headers;
mod html;
mod icons;
mod layout;
mod limits;
mod metrics;
mod multipart;
mod page;
mod problem;
mod redirect;
mod request;
mod services;
pub mod stamp;
mod wishes;

pub use assets::{asset_path, serve as serve_asset};
pub use body::limit_time as limit_body_time;
pub use client::client_address;
pub use device::{device, origin};
pub use flash::Flash;
pub use form::{Errors, Form, again};
pub use handed::Handed;
pub use headers::{Nonce, secure};
pub use html::{Html, escape};
pub use icons::icon;
pub use layout::Layout;
pub use limits::{Limit, Limits, network};
pub use metrics::Metrics;
pub use multipart::{FormWithFile, file_of};
pub use page::{Alert, Head, Page, Viewer, moment};
pub use problem::{Problem, Shown};
pub use redirect::{local, see_other};
pub use request::{RequestId, observe};
pub use services::Services;
pub use wishes::Wishes;
