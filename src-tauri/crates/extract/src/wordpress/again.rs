use model::{Figure, Reading};
use url::Url;

use super::{Context, Media, posts};
use crate::picture::{Extracted, Picture};

/// Reads a post again from its part of a captured answer; `None` if the bytes are no post.
///
/// What the paper's media library told of pictures is in no capture: it is taken from what is held of the story, the
/// reading and the addresses of its pictures. Media and leads of `context` are not looked at.
#[must_use]
pub fn read_again(
    post: &[u8],
    (held, pictures): (&Reading, &[Picture]),
    context: &Context<'_>,
) -> Option<Extracted> {
    let answer = [b"[", post, b"]"].concat();
    let post = posts(&answer).ok()?.pop()?;
    let media: Vec<Media> = held.figures().map(|figure| record(figure, pictures)).collect();
    let lead = held.lead.iter().filter_map(|lead| Some((post.id, Url::parse(&lead.url).ok()?)));
    let context = Context { media: &media, leads_on_pages: &lead.collect::<Vec<_>>(), ..*context };
    Some(post.reading(&context))
}

/// What the media library told of a picture.
fn record(figure: &Figure, pictures: &[Picture]) -> Media {
    let known = pictures.iter().find(|picture| picture.url == figure.url);
    Media {
        original: figure.url.clone(),
        shown: figure.url.clone(),
        sizes: known.map(|picture| picture.candidates.clone()).unwrap_or_default(),
        cutline: figure.cutline.clone(),
        credit: figure.credit.clone(),
        alt: figure.alt.clone(),
        width: figure.width,
        height: figure.height,
        bytes: known.and_then(|picture| picture.bytes),
        ..Media::default()
    }
}
