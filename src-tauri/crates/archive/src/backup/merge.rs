use std::path::Path;

use rusqlite::Connection;

use crate::Error;
use crate::archive::count;

/// What a database did not hold before another was merged into it.
pub(super) struct Merged {
    pub(super) stories: u64,
    pub(super) revisions: u64,
}

/// Brings into a database what it does not hold of another of the same schema, all or nothing.
///
/// The photos of `missing` are left out: their files could not be had, and their pictures wait to be fetched.
///
/// # Errors
/// If either cannot be read, or the first not be written.
pub(super) fn merge(
    into: &mut Connection,
    from: &Path,
    missing: &[String],
) -> Result<Merged, Error> {
    into.execute("ATTACH ?1 AS old", [from.to_string_lossy()])?;
    let merged = merge_attached(into, missing);
    into.execute("DETACH old", [])?;
    merged
}

fn merge_attached(connection: &mut Connection, missing: &[String]) -> Result<Merged, Error> {
    let transaction = connection.transaction()?;
    transaction.execute_batch("CREATE TEMP TABLE missing (hash TEXT PRIMARY KEY)")?;
    for hash in missing {
        transaction.execute("INSERT INTO missing VALUES (?1)", [hash])?;
    }
    transaction.execute_batch(include_str!("merge.sql"))?;
    let merged = Merged {
        stories: count(&transaction, "SELECT count(*) FROM story_of WHERE is_new")?,
        revisions: count(&transaction, "SELECT count(*) FROM revision_of WHERE is_new")?,
    };
    for table in TEMPORARY {
        transaction.execute_batch(&format!("DROP TABLE temp.{table}"))?;
    }
    transaction.commit()?;
    Ok(merged)
}

/// What `merge.sql` works with.
const TEMPORARY: [&str; 7] =
    ["missing", "dictionary_of", "capture_of", "story_of", "revision_of", "younger", "edition_of"];
