use jiff::civil::DateTime;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What stands over a story's text, between two lines `+++`: TOML.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Front {
    pub(crate) headline: String,
    #[serde(default)]
    pub(crate) deck: String,
    #[serde(default)]
    pub(crate) byline: String,
    #[serde(default)]
    pub(crate) agency: String,
    #[serde(default)]
    pub(crate) dateline: String,
    /// `Opinion > Editorial`.
    pub(crate) section: String,
    #[serde(default)]
    pub(crate) also_in: Vec<String>,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    /// On the paper's clock.
    pub(crate) published: DateTime,
    pub(crate) modified: Option<DateTime>,
    #[serde(default)]
    pub(crate) kind: model::Kind,
    #[serde(default = "english")]
    pub(crate) language: String,
    pub(crate) lead: Option<Picture>,
    #[serde(default)]
    pub(crate) gallery: Vec<Picture>,
    /// File of the printed page in the folder `epaper`.
    pub(crate) pdf: Option<String>,
}

/// A use of a picture.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Picture {
    /// Its file in the folder `pictures`.
    pub(crate) file: String,
    #[serde(default)]
    pub(crate) cutline: String,
}

fn english() -> String {
    "en".to_owned()
}

/// Parts a story's file into what stands over the text and the text.
///
/// # Errors
/// Says what is wrong, lower case.
pub(crate) fn split(text: &str) -> Result<(Front, &str), String> {
    let rest = text.strip_prefix("+++\n").ok_or("it does not begin with a line +++")?;
    let (front, body) = rest.split_once("\n+++\n").ok_or("its second line +++ is missing")?;
    Ok((parse(front)?, body))
}

/// Reads TOML.
///
/// # Errors
/// Says what is wrong and where, on one line.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().and_then(|span| text.get(..span.start));
        let line = line.map_or(1, |before| before.matches('\n').count() + 1);
        format!("{} (line {line} of its fields)", error.message().replace('\n', " "))
    })
}
