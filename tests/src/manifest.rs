use serde::Deserialize;

/// What a perfect harvest of the test newspaper finds, and what it must not find.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// Every story, hidden ones too.
    pub posts: Vec<Post>,
    /// Every picture; `Post::featured` and `Post::figures` count into it.
    pub photos: Vec<Photo>,
    /// Phrases that the theme prints around stories.
    pub furniture: Vec<String>,
}

impl Manifest {
    /// The stories that a harvest finds.
    pub fn harvest(&self) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(|post| post.harvest)
    }

    /// The stories that nobody may see.
    pub fn hidden(&self) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(|post| !post.harvest)
    }

    /// The pictures of a story in order, as their paper uploaded them.
    pub fn originals(&self, post: &Post) -> impl Iterator<Item = &Original> {
        post.figures.iter().map(|&n| &self.photos[n].original)
    }
}

/// One story of the test newspaper.
#[derive(Debug, Default, Deserialize)]
pub struct Post {
    /// Its address.
    pub url: String,
    /// Path and query of the address.
    pub path: String,
    /// `article`, `gallery`, `cartoon` or `epage`.
    pub kind: String,
    /// A visitor may read it.
    pub harvest: bool,
    /// The traps that are set in it.
    pub features: Vec<String>,
    /// The headline as it was typed; see [`Post::headline`].
    pub title: String,
    /// The summary under the headline, or empty.
    pub subtitle: String,
    /// Who wrote it.
    pub author: String,
    /// What sort of author that is.
    pub author_kind: AuthorKind,
    /// Slugs; the first is the main section.
    pub sections: Vec<String>,
    /// The paper's own subject words.
    pub tags: Vec<String>,
    /// `en`, `ur` or `hi`.
    pub lang: String,
    /// When it was published on the paper's own clock: `2026-11-20 14:05:00`.
    pub date: String,
    /// Plain text of each block in order.
    pub blocks: Vec<String>,
    /// The picture that leads it.
    pub featured: Option<usize>,
    /// All its pictures.
    pub figures: Vec<usize>,
}

impl Post {
    /// The title as a reader sees it: some papers type `&#8217;` for an apostrophe.
    #[must_use]
    pub fn headline(&self) -> String {
        let mut parts = self.title.split("&#");
        let mut headline = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let reference = part
                .split_once(';')
                .and_then(|(number, rest)| Some((char::from_u32(number.parse().ok()?)?, rest)));
            match reference {
                Some((character, rest)) => {
                    headline.push(character);
                    headline.push_str(rest);
                }
                None => {
                    headline.push_str("&#");
                    headline.push_str(part);
                }
            }
        }
        headline
    }
}

/// What sort of author a story has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AuthorKind {
    /// A news agency.
    Agency,
    /// The paper itself.
    #[default]
    Desk,
    /// A reporter.
    Staff,
    /// A writer from outside.
    Columnist,
}

/// One picture of the test newspaper.
#[derive(Debug, Deserialize)]
pub struct Photo {
    /// What the paper prints under it, credit included, or empty.
    pub caption: String,
    /// Who took it.
    pub credit: String,
    /// As it was uploaded.
    pub original: Original,
}

/// A picture's file as it was uploaded.
#[derive(Debug, Deserialize)]
pub struct Original {
    /// Its address.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headline(title: &str) -> String {
        Post { title: title.to_owned(), ..Post::default() }.headline()
    }

    #[test]
    fn a_headline_has_characters_for_their_numbers() {
        assert_eq!(headline("USAGov&#8217;s &#58; a &# b & c"), "USAGov’s : a &# b & c");
        assert_eq!(headline("&#0x; &#99999999;"), "&#0x; &#99999999;");
    }
}
