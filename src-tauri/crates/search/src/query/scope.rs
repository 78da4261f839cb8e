//! Where a part of a query is searched.

/// Where a part of a query is searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Scope {
    /// In all that a story says.
    #[default]
    Anywhere,
    Headline,
    Byline,
    Caption,
    Agency,
    Section,
    Tag,
    /// The place that a story is filed from.
    Place,
    Source,
    Kind,
    Language,
    /// The edition's day.
    Day,
}

impl Scope {
    /// The field that a text begins with, and how long its name with the colon is.
    pub(super) fn before_colon(text: &str) -> Option<(Self, usize)> {
        let (name, _) = text.split_once(':')?;
        let scope = match name.to_ascii_lowercase().as_str() {
            "headline" | "title" => Self::Headline,
            "byline" | "author" => Self::Byline,
            "caption" | "cutline" => Self::Caption,
            "agency" => Self::Agency,
            "section" => Self::Section,
            "tag" => Self::Tag,
            "place" => Self::Place,
            "source" => Self::Source,
            "kind" => Self::Kind,
            "lang" => Self::Language,
            "date" => Self::Day,
            _ => return None,
        };
        Some((scope, name.len() + 1))
    }

    /// A story has a value in it; such parts say which stories are wanted, not what they must say.
    pub(super) fn is_filter(self) -> bool {
        !matches!(self, Self::Anywhere | Self::Headline | Self::Byline | Self::Caption)
    }

    /// As a sentence names it; empty for [`Scope::Anywhere`].
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Anywhere => "",
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Caption => "caption",
            Self::Agency => "agency",
            Self::Section => "section",
            Self::Tag => "tag",
            Self::Place => "place",
            Self::Source => "source",
            Self::Kind => "kind",
            Self::Language => "language",
            Self::Day => "dates",
        }
    }

    /// As it is typed before a colon; empty for [`Scope::Anywhere`].
    pub(super) fn typed(self) -> &'static str {
        match self {
            Self::Language => "lang",
            Self::Day => "date",
            scope => scope.name(),
        }
    }
}
