//! The archive: one folder that belongs to its reader for ever.
//!
//! ```text
//! archive.db    SQLite: the truth
//! photos/       the bytes of pictures, by BLAKE3
//! index/        full text search; a cache (`search` owns it)
//! cache/        thumbnails, and words of likenesses; may be deleted
//! archive.lock  held by the one program that writes
//! ```
//!
//! This is the only crate that speaks SQL. [`Archive`] reads, [`Writer`] reads and writes; any number of
//! programs read while one writes. The order of writes loses nothing: a picture's file is synced, renamed
//! and its folder synced before the row that names it is committed, and every commit is synced.
//! Nothing here opens a socket or reads a clock.

mod alike;
mod archive;
mod backup;
mod cache;
mod capture;
mod dictionary;
mod dropping;
mod edition;
mod erase;
mod error;
mod facts;
mod folder;
mod front;
mod hash;
mod ledger;
mod list;
mod moving;
mod photo;
mod picture;
mod place;
mod repair;
mod rereading;
mod room;
mod run;
mod schema;
mod seal;
mod section;
mod source;
mod store;
mod story;
mod verify;
mod writer;

pub use alike::PhotoUse;
pub use archive::{Archive, Holdings};
pub use backup::{
    BackedUp, Restored, Snapshot, Unpacked, Watch, holds_archive, snapshots, unpack_backup,
};
pub use capture::{Capture, CaptureId, HeldCapture};
pub use dropping::{Droppable, Dropped, Dropping};
pub use edition::{KeptEdition, NewEdition, StoryPlace};
pub use error::Error;
pub use facts::{HeldPhoto, PhotoFacts};
pub use folder::sync_folder;
pub use ledger::{ListingRead, State, StoryState};
pub use list::{Selection, StoryRow};
pub use moving::{ID, Moved, bytes_to_move, copy_archive, is_copied, remove_archive};
pub use photo::developed;
pub use picture::{HeldPicture, NamedPicture, WaitingPicture};
pub use place::{Hazard, known, see_that_it_is_safe};
pub use repair::{Again, CaptureAnswer, Repair};
pub use rereading::{Held, ReadAgain, Spot};
pub use room::{By, Room};
pub use run::Run;
pub use source::NewSource;
pub use store::{Arrival, CapturedPart, Outcome, PictureAddress, Stored};
pub use verify::{Checked, Damage, Verification};
pub use writer::Writer;
