//! WordPress's REST interface: site, categories, posts and media.

mod again;
mod answer;
mod arrangement;
mod categories;
mod deck;
mod filing;
mod kind;
mod media;
mod pictures;
mod posts;
mod reading;
mod sections;
mod signature;
mod site;

pub use again::read_again;
pub use categories::{Category, categories};
pub use media::{Media, media};
pub use posts::{Post, posts};
pub use reading::Context;
pub use sections::sections;
pub use site::{Site, site};

// A page's story is put in order as one that came by REST is.
pub(crate) use arrangement::arrange;
pub(crate) use pictures::Pictures;
pub(crate) use signature::sign;
