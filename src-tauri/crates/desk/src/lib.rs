//! The use cases that window and command line both call, and the types that cross to the window.
//!
//! One [`Desk`] stands for one open archive: it owns the only writer, the search index and the clock. Its
//! methods stand in one file for each family of use cases; each failure is an [`Error`] that a person can read.
//! No algorithm lives here: those are in the crates that it calls.

mod backups;
mod care;
mod clock;
mod comparison;
mod compose;
mod config;
mod contents;
mod desk;
mod editions;
mod entry;
mod error;
mod export;
mod extraction;
mod fetch;
mod history;
mod import;
mod import_web;
mod index;
mod lines;
mod moving;
mod page;
mod paper;
mod photo;
mod place;
mod print;
mod reading_room;
mod repair;
mod rereading;
mod sample;
mod schedule;
mod search;
mod settings;
mod sources;
mod stories;
mod summary;
mod wire;
mod wishes;

pub use archive::{
    BackedUp, Checked, Damage, Droppable, Dropped, Holdings, Moved, Restored, Room, Snapshot,
};
pub use backups::backups;
pub use care::{Stats, Verified};
pub use comparison::{Change, Comparison, FigureChange, Passage, Piece, Version};
pub use compose::{Composed, Order, Timed, What};
pub use desk::{Access, Desk};
pub use edition::{Edition, Region, Sheet, region, report::Report};
pub use editions::Kept;
pub use error::{Code, Error};
pub use exchange::{html, markdown, text};
pub use export::{Chosen, ExportFormat, Exported};
pub use extraction::{PageImage, PageRead, extract_batch, extract_file};
pub use history::{Captured, History, Part, Revision};
pub use import::Imported;
pub use import_web::{ImportedWeb, is_web};
pub use moving::{move_archive, remove_moved};
pub use photo::{AlsoIn, PhotoBytes, PhotoCard, PhotoUses};
pub use place::default_archive_folder;
pub use press::Halftone;
pub use print::{Printed, halftone};
pub use reading_room::{Pages, ReadingSpot, Window};
pub use repair::{Repaired, repair};
pub use rereading::{ReadOtherwise, Rereading};
pub use sample::SAMPLE;
pub use schedule::{BackupStep, Backups, Every, Schedule};
pub use sources::find_newspaper;
pub use stories::StoryFilter;
pub use wire::{Fetch, Opened, Paper, PaperSection, Period, SectionStories, Settings, Theme};
pub use wishes::Wish;
