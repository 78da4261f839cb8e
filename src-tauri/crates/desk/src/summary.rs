use archive::StoryRow;
use model::Summary;

/// A story as it stands in a list.
pub(crate) fn summary(row: StoryRow) -> Summary {
    Summary::of(row.story, row.revisions)
}
