use std::collections::BTreeMap;

use model::Figure;
use serde::Deserialize;
use url::Url;

use crate::Error;
use crate::files::Files;
use crate::front;

const LIST: &str = "pictures/pictures.toml";

#[derive(Deserialize)]
struct List {
    picture: Vec<Entry>,
}

/// A picture of the paper.
#[derive(Debug, Deserialize)]
struct Entry {
    /// Its path, from the folder `pictures`.
    file: String,
    width: u32,
    height: u32,
    alt: String,
    author: String,
    licence: String,
}

/// All pictures of the paper, by their file.
#[derive(Debug)]
pub(crate) struct Pictures {
    entries: BTreeMap<String, Entry>,
    folder: Url,
}

impl Pictures {
    /// Reads the list of pictures of the paper whose address is `home`.
    pub(crate) fn read(files: &Files, home: &Url) -> Result<Self, Error> {
        let malformed = |why| Error::Malformed { file: LIST.to_owned(), why };
        let text = files.text(LIST).ok_or_else(|| Error::Missing { file: LIST.to_owned() })?;
        let list: List = front::parse(&text).map_err(malformed)?;
        let folder = home.join("pictures/").map_err(|error| malformed(error.to_string()))?;
        let entries = list.picture.into_iter().map(|entry| (entry.file.clone(), entry)).collect();
        Ok(Self { entries, folder })
    }

    /// A use of the picture in a file, with what is printed under it.
    ///
    /// # Errors
    /// Says that no such picture is listed.
    pub(crate) fn figure(&self, file: &str, cutline: &str) -> Result<Figure, String> {
        let entry = self.entries.get(file).ok_or_else(|| format!("no picture {file} is listed"))?;
        let url = self.folder.join(file).map_err(|error| error.to_string())?;
        Ok(Figure {
            photo: None,
            url: url.to_string(),
            cutline: cutline.to_owned(),
            credit: match entry.licence.as_str() {
                "" => entry.author.clone(),
                licence => format!("{} ({licence})", entry.author),
            },
            alt: entry.alt.clone(),
            width: Some(entry.width),
            height: Some(entry.height),
        })
    }
}
