use extract::wordpress::{Context, Post};
use jiff::tz::TimeZone;
use model::{Section, Story, Summary};

use crate::Error;
use crate::estimate::Sample;
use crate::listing::{PARENTS, Rest};

/// What a paper's stories are read with before it is a source.
pub(crate) struct Paper<'a> {
    /// The id that it would have.
    pub(crate) id: &'a str,
    pub(crate) sections: &'a [Section],
    pub(crate) zone: &'a TimeZone,
    pub(crate) language: &'a str,
}

impl Paper<'_> {
    /// Reads stories as a run would, and sums up what they have.
    ///
    /// The pages of stories that alone name a lead picture are not asked for, nor uploads by more than one request: a
    /// preview can do without.
    pub(crate) async fn preview(
        &self,
        rest: &Rest<'_>,
        posts: &[Post],
    ) -> Result<(Vec<Summary>, Sample), Error> {
        let ids: Vec<u64> = posts.iter().flat_map(Post::attachments).collect();
        let parents: Vec<u64> = posts
            .iter()
            .filter(|post| post.wants_children())
            .map(|post| post.id)
            .take(PARENTS)
            .collect();
        let mut media = rest.media(&ids, false).await?;
        media.extend(rest.media(&parents, true).await?);
        let context = Context {
            sections: self.sections,
            media: &media,
            leads_on_pages: &[],
            zone: self.zone,
            language: self.language,
        };
        let mut sample = Sample::default();
        let mut summaries = Vec::new();
        for post in posts {
            let extracted = post.reading(&context);
            sample.add(post, &extracted, post.hides_its_lead(&media));
            let Some(published) = extracted.reading.published else { continue };
            let story = Story {
                id: String::new(),
                source: self.id.to_owned(),
                day: published.timestamp.to_zoned_datetime(self.zone.clone()).date(),
                revision: 1,
                captured: None,
                gone: false,
                text: model::plain_text(&extracted.reading.body),
                reading: extracted.reading,
            };
            summaries.push(Summary::of(story, 0));
        }
        Ok((summaries, sample))
    }
}
