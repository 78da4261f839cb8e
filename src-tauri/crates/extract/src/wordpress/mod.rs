//! WordPress's REST interface: site, categories, posts and media.

mod answer;
//TMP mod body;
mod categories;
//TMP mod deck;
//TMP mod kind;
mod media;
//TMP mod pictures;
mod posts;
mod reading;
mod sections;
mod site;

pub use categories::{Category, categories};
pub use media::{Media, media};
pub use posts::{Post, posts};
pub use reading::Context;
pub use sections::sections;
pub use site::{Site, site};
