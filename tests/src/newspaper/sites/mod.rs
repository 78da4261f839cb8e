//! Three sites that are not WordPress, each with markup, addresses and a way of showing galleries of its own.

mod files;

pub(super) mod feed_only;
pub(super) mod right_to_left;
pub(super) mod sitemap_only;
