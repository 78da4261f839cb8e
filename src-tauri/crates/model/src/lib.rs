//! The vocabulary of Broadsheet: what every other crate speaks in.
//!
//! Nothing in here does I/O, reads a clock or knows how a thing is stored, fetched or drawn. Types that
//! the window sees carry their TypeScript form (`ui/src/bindings`), written by `cargo test`.

mod address;
mod block;
mod day;
mod event;
mod found;
mod headers;
mod moment;
mod own_data;
mod search;
mod source;
mod story;
mod summary;

pub use address::{shown_address, shown_host};
pub use block::{Block, Cell, Row, Span, plain_text};
pub use day::{Day, DayLedger, Failure, ListedBy, PictureCount, StoryCount};
pub use event::{Event, EventKind};
pub use found::{Estimate, Found, Reach};
pub use headers::{header, media_type};
pub use moment::{InvalidMoment, Moment, time_zone};
pub use own_data::OwnData;
pub use search::{Answer, FacetCount, Facets, Hit, MARK_END, MARK_START, Query, Sort};
pub use source::{Following, Section, Source};
pub use story::{Direction, Figure, Kind, Reading, Story, Summary};
