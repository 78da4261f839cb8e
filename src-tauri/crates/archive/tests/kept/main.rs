//! An archive is kept for decades: damage is seen, backups come back, older archives are brought up to date.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

mod backup;
mod damage;
mod dropping;
mod gazette;
mod repair;
mod upgrading;
