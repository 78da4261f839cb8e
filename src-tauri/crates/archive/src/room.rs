use rusqlite::types::Value;
use serde::Serialize;
use std::collections::BTreeMap;

use crate::{Archive, Error};

/// What the stories of one newspaper, section, year or kind take.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Room {
    /// Of what.
    pub name: String,
    /// Stories.
    pub stories: u64,
    /// Bytes of what they say, in all their versions.
    pub text_bytes: u64,
    /// Bytes of the downloads that they were read from, as they are kept; one that holds several stories counts for
    /// the first of them.
    pub capture_bytes: u64,
    /// Bytes of their photos; one that several stories use counts for the first of them.
    pub photo_bytes: u64,
}

/// How room is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Newspaper, by its id.
    Source,
    /// Main section, by its path.
    Section,
    /// Year of the day.
    Year,
    /// Kind of story.
    Kind,
}

impl By {
    /// What tells a story `s` apart, in SQL.
    fn key(self) -> &'static str {
        match self {
            Self::Source => "s.source",
            Self::Section => {
                "coalesce((SELECT path FROM story_section m WHERE m.story = s.row AND m.main), '')"
            }
            Self::Year => "substr(s.day, 1, 4)",
            Self::Kind => "s.kind",
        }
    }
}

impl Archive {
    /// The room that stories take, told apart; by name.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn room(&self, by: By) -> Result<Vec<Room>, Error> {
        let key = by.key();
        let mut rooms: BTreeMap<String, Room> = BTreeMap::new();
        let mut sums = |sql: &str, note: fn(&mut Room, u64, u64)| -> Result<(), Error> {
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let Value::Text(name) = row.get(0)? else { continue };
                let number = |column: usize| row.get::<_, i64>(column).map(i64::cast_unsigned);
                let room = rooms.entry(name.clone()).or_insert(Room { name, ..Room::default() });
                note(room, number(1)?, number(2)?);
            }
            Ok(())
        };
        sums(
            &format!(
                "SELECT {key}, count(DISTINCT s.row), sum(octet_length(r.reading)) FROM story s
                 JOIN revision r ON r.story = s.row GROUP BY 1"
            ),
            |room, stories, bytes| (room.stories, room.text_bytes) = (stories, bytes),
        )?;
        sums(
            &format!(
                "SELECT {key}, count(*), sum(f.bytes) FROM (
                    SELECT octet_length(c.body) AS bytes, min(r.story) AS first FROM capture c
                    JOIN revision r ON r.capture = c.id GROUP BY c.id
                 ) f JOIN story s ON s.row = f.first GROUP BY 1"
            ),
            |room, _, bytes| room.capture_bytes = bytes,
        )?;
        sums(
            &format!(
                "SELECT {key}, count(*), sum(f.bytes) FROM (
                    SELECT p.length AS bytes, min(x.story) AS first FROM photo p
                    JOIN picture i ON i.photo = p.hash JOIN story_picture x ON x.url = i.url GROUP BY p.hash
                 ) f JOIN story s ON s.row = f.first GROUP BY 1"
            ),
            |room, _, bytes| room.photo_bytes = bytes,
        )?;
        Ok(rooms.into_values().collect())
    }
}
