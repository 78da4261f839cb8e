//! HTTP as far as a newspaper needs it, written on the bare socket so that it can be broken in every way.

mod answer;
mod clock;
mod connection;
mod request;
mod server;

pub(super) use answer::{Answer, Freshness};
pub(super) use clock::{http_date, unix_seconds};
pub(super) use connection::{Handler, Wire};
pub(super) use request::Request;
pub(super) use server::{Server, Stopped};
