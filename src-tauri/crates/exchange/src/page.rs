use std::collections::HashMap;

use model::{Direction, Story};

use crate::render;

/// How a made page looks: it is read by itself, in whatever program.
const STYLE: &str = "body{font:18px/1.5 serif;max-width:40em;margin:2em auto;padding:0 1em}\
    img{max-width:100%;height:auto}figure{margin:1em 0}figcaption,aside,small{font-size:.8em}\
    aside{border:1px solid;padding:.6em 1em}";

/// A page on which a story can be read, which says of itself that it was made.
///
/// `sources` are the addresses of the pictures that come with it, by those in its figures.
pub(crate) fn page(story: &Story, origin: &str, sources: &HashMap<&str, &str>) -> String {
    let reading = &story.reading;
    let picture = |url: &str| sources.get(url).map(|found| (*found).to_owned());
    let direction = if reading.direction == Direction::Rtl { "rtl" } else { "ltr" };
    let address = render::escaped(&reading.url);
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"generator\" content=\"{program}\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<aside lang=\"en\" dir=\"ltr\">Made by {program} from {origin}. This is not the page that the \
         newspaper showed at {address}: it holds the words and pictures of the story alone.</aside>\n{article}\
         </body>\n</html>\n",
        language = render::escaped(&reading.language),
        program = crate::export::PROGRAM,
        title = render::escaped(&reading.headline),
        origin = render::escaped(origin),
        article = render::article(story, &picture),
    )
}
