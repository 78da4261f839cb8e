use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use model::{Block, Figure, Moment};

use super::{Author, Picture, Post, Section, Tag, Visibility, slug_of};

/// Numbers begin here, so that those of different things are not mistaken for each other.
const FIRST_POST: u64 = 1001;
const FIRST_PICTURE: u64 = 5001;
const FIRST_SECTION: u64 = 2;
const FIRST_TAG: u64 = 201;
const FIRST_AUTHOR: u64 = 1;
/// The login under which WordPress files what nobody has signed.
const NOBODY: &str = "admin";

/// The paper at one moment.
#[derive(Debug, Clone)]
pub(crate) struct Edition {
    pub(crate) name: String,
    pub(crate) tagline: String,
    pub(crate) about: String,
    pub(crate) language: String,
    /// The zone's name, IANA or an offset.
    pub(crate) zone_name: String,
    pub(crate) zone: TimeZone,
    /// The sample paper's own address, which stands in its texts.
    pub(crate) home: String,
    /// In the paper's own order.
    pub(crate) sections: Vec<Section>,
    pub(crate) authors: Vec<Author>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) pictures: Vec<Picture>,
    /// All stories, the newest first.
    posts: Vec<Post>,
    /// The time on the paper's clock: that of the last thing that happened.
    pub(crate) clock: Timestamp,
}

impl Edition {
    /// The sample paper up to a day, or whole.
    pub(super) fn of(sample: &sample::Paper, until: Option<Date>) -> Self {
        let mut edition = Self {
            name: sample.name.clone(),
            tagline: sample.tagline.clone(),
            about: sample.about.clone(),
            language: sample.language.clone(),
            zone: model::time_zone(&sample.zone),
            zone_name: sample.zone.clone(),
            home: sample.url.to_string(),
            sections: sections(&sample.sections),
            authors: Vec::new(),
            tags: Vec::new(),
            pictures: Vec::new(),
            posts: Vec::new(),
            clock: Timestamp::UNIX_EPOCH,
        };
        edition.add_author(NOBODY, "");
        for author in &sample.authors {
            edition.add_author(&author.name, &author.about);
        }
        for (id, story) in (FIRST_POST..).zip(&sample.stories) {
            let [first, later @ ..] = story.versions.as_slice() else { continue };
            let is_shown = until.is_none_or(|until| story.day <= until);
            let visibility = if is_shown { Visibility::Public } else { Visibility::Waiting };
            let (reading, later) = (first.clone(), later.to_vec());
            let slug = story.slug.clone();
            let post = Post { id, slug, visibility, reading, later, former: Vec::new() };
            edition.take_over(sample, &post);
            edition.posts.push(post);
        }
        edition.settle();
        edition
    }

    /// Files the names, tags and pictures of a story; those of its later versions too, so that numbers stay.
    fn take_over(&mut self, sample: &sample::Paper, post: &Post) {
        for reading in std::iter::once(&post.reading).chain(&post.later) {
            self.add_author(&reading.byline, "");
            self.add_author(&reading.agency, "");
            for tag in &reading.tags {
                self.add_tag(tag);
            }
            for figure in reading.figures() {
                self.add_picture(sample, post, figure);
            }
        }
    }

    pub(super) fn add_author(&mut self, name: &str, about: &str) {
        if !name.is_empty() && self.authors.iter().all(|author| author.name != name) {
            let id = FIRST_AUTHOR + self.authors.len() as u64;
            let (slug, name, about) = (slug_of(name), name.to_owned(), about.to_owned());
            self.authors.push(Author { id, slug, name, about });
        }
    }

    pub(super) fn add_tag(&mut self, name: &str) {
        if self.tags.iter().all(|tag| tag.name != name) {
            let id = FIRST_TAG + self.tags.len() as u64;
            self.tags.push(Tag { id, slug: slug_of(name), name: name.to_owned() });
        }
    }

    fn add_picture(&mut self, sample: &sample::Paper, post: &Post, figure: &Figure) {
        if self.picture_of(figure).is_some() {
            return;
        }
        let bytes = sample.file(&figure.url).unwrap_or_default();
        self.pictures.push(Picture {
            id: FIRST_PICTURE + self.pictures.len() as u64,
            story: post.id,
            file: figure.url.rsplit('/').next().unwrap_or_default().to_owned(),
            url: figure.url.clone(),
            width: figure.width.unwrap_or_default(),
            height: figure.height.unwrap_or_default(),
            length: bytes.len(),
            alt: figure.alt.clone(),
            cutline: figure.cutline.clone(),
            credit: figure.credit.clone(),
            day: post.day(),
        });
    }

    /// Puts the stories into order, and the clock at the last thing that happened.
    pub(super) fn settle(&mut self) {
        self.posts.sort_by_key(|post| {
            (std::cmp::Reverse(post.published().timestamp), std::cmp::Reverse(post.id))
        });
        let shown = self.posts.iter().filter(|post| post.visibility != Visibility::Waiting);
        let times = shown.flat_map(|post| [post.published(), post.modified()]);
        self.clock =
            times.map(|moment| moment.timestamp).max().unwrap_or(self.clock).max(self.clock);
    }

    /// Moves the clock a minute on and tells the time.
    pub(super) fn tick(&mut self) -> Moment {
        self.clock = self.clock.saturating_add(1.minute()).unwrap_or(self.clock);
        Moment::new(self.clock, &self.zone)
    }

    /// Every story, whoever may read it.
    pub(crate) fn all(&self) -> &[Post] {
        &self.posts
    }

    pub(super) fn all_mut(&mut self) -> &mut Vec<Post> {
        &mut self.posts
    }

    /// The stories in lists, the newest first.
    pub(crate) fn listed(&self) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(|post| post.is_listed())
    }

    /// The stories that everybody may read, the newest first.
    pub(crate) fn public(&self) -> impl Iterator<Item = &Post> {
        self.posts.iter().filter(|post| post.is_public())
    }

    /// A story by its slug or number.
    pub(crate) fn named(&self, story: &str) -> Option<&Post> {
        let by_id = |post: &&Post| story.parse() == Ok(post.id);
        self.posts.iter().find(|post| post.slug == story).or_else(|| self.posts.iter().find(by_id))
    }

    /// The story at an address of the sample paper's.
    pub(crate) fn at(&self, sample_url: &str) -> Option<&Post> {
        self.posts.iter().find(|post| post.reading.url == sample_url)
    }

    /// The story that was moved away from a day and slug.
    pub(crate) fn moved(&self, day: Date, slug: &str) -> Option<&Post> {
        self.listed().find(|post| post.former.iter().any(|it| it.0 == day && it.1 == slug))
    }

    /// The section of a path.
    pub(crate) fn section(&self, path: &[String]) -> Option<&Section> {
        self.sections.iter().find(|section| section.path == path)
    }

    /// The sections of a story, its main one first.
    pub(crate) fn sections_of(&self, post: &Post) -> Vec<&Section> {
        let paths = std::iter::once(&post.reading.section).chain(&post.reading.also_in);
        paths.filter_map(|path| self.section(path)).collect()
    }

    /// Whether a story stands in a section or below it.
    pub(crate) fn is_in(&self, post: &Post, section: &Section) -> bool {
        self.sections_of(post).iter().any(|it| it.id == section.id || it.parent == section.id)
    }

    /// The author of a story.
    pub(crate) fn author_of(&self, post: &Post) -> Option<&Author> {
        let name = if post.author().is_empty() { NOBODY } else { post.author() };
        self.authors.iter().find(|author| author.name == name)
    }

    /// The subject words of a story.
    pub(crate) fn tags_of(&self, post: &Post) -> Vec<&Tag> {
        let names = post.reading.tags.iter();
        names.filter_map(|name| self.tags.iter().find(|tag| tag.name == *name)).collect()
    }

    /// The library's record of a figure.
    pub(crate) fn picture_of(&self, figure: &Figure) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.url == figure.url)
    }

    /// The PDF of a printed page: the address that the sample paper has it at.
    pub(crate) fn printed_page<'a>(&self, post: &'a Post) -> Option<&'a str> {
        post.reading.body.iter().find_map(|block| match block {
            Block::Embed { url, .. } => Some(url.as_str()),
            _ => None,
        })
    }

    /// The days that have stories, the newest first.
    pub(crate) fn days(&self) -> Vec<Date> {
        let days: BTreeSet<Date> = self.public().map(Post::day).collect();
        days.into_iter().rev().collect()
    }

    /// When any public story last changed.
    pub(crate) fn last_change(&self) -> Timestamp {
        let changes = self.public().map(|post| post.modified().timestamp);
        changes.max().unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

fn sections(paths: &[Vec<String>]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for (id, path) in (FIRST_SECTION..).zip(paths) {
        let above = path.split_last().map_or(&[][..], |(_, above)| above);
        let parent = sections.iter().find(|section| section.path == above).map_or(0, |it| it.id);
        let slug = slug_of(path.last().map_or("", String::as_str));
        sections.push(Section { id, parent, slug, path: path.clone() });
    }
    sections
}
