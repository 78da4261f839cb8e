use crate::newspaper::http::Answer;
use crate::newspaper::paper::{Edition, Post};
use crate::newspaper::view::View;

pub(in crate::newspaper) fn path(_: &Edition, post: &Post) -> String {
    format!("/{}", post.slug)
}

pub(in crate::newspaper) fn answer(_: &View<'_>) -> Answer {
    Answer::bare(404)
}
