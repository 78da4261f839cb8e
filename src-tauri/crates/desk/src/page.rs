use extract::Extracted;
use url::Url;

/// Reads the story of a page that was downloaded whole; none if it is no story.
///
/// The one place that asks the extractor for it, when a page comes in and when it is read again.
pub(crate) fn read(url: &Url, headers: &[(String, String)], body: &[u8]) -> Option<Extracted> {
    let story = extract::page_story(body, model::header(headers, "content-type"), url);
    story.ok().map(|story| story.extracted)
}
