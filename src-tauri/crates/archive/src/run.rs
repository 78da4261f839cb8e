use jiff::civil::Date;
use model::Moment;
use rusqlite::{OptionalExtension, params};

use crate::error::parsed;
use crate::{Error, Writer};

/// A harvest of a span of days; it lists from the newest day back and can be stopped at any moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    id: i64,
    /// The first day wanted.
    pub since: Date,
    /// The last day wanted.
    pub until: Date,
    /// Days from this one to `until` are listed already.
    pub reached: Option<Date>,
}

impl Writer {
    /// Begins a run, or goes on with one of the same span that was not finished.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn begin_run(
        &mut self,
        source: &str,
        (since, until): (Date, Date),
        now: Moment,
    ) -> Result<Run, Error> {
        let open: Option<(i64, Option<String>)> = self
            .connection
            .query_row(
                "SELECT id, reached FROM run WHERE source = ?1 AND since = ?2 AND until = ?3 AND finished IS NULL
                 ORDER BY id DESC",
                params![source, since.to_string(), until.to_string()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        if let Some((id, reached)) = open {
            let reached = reached.map(|day| parsed(day.parse(), "a day")).transpose()?;
            return Ok(Run { id, since, until, reached });
        }
        self.connection.execute(
            "INSERT INTO run (source, since, until, started) VALUES (?1, ?2, ?3, ?4)",
            params![source, since.to_string(), until.to_string(), now.to_string()],
        )?;
        Ok(Run { id: self.connection.last_insert_rowid(), since, until, reached: None })
    }

    /// Notes that the days from `reached` on are listed.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn advance_run(&mut self, run: &mut Run, reached: Date) -> Result<(), Error> {
        self.connection.execute(
            "UPDATE run SET reached = ?2 WHERE id = ?1",
            params![run.id, reached.to_string()],
        )?;
        run.reached = Some(reached);
        Ok(())
    }

    /// Notes that a run came to its end.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn finish_run(&mut self, run: &Run, now: Moment) -> Result<(), Error> {
        self.connection.execute(
            "UPDATE run SET finished = ?2 WHERE id = ?1",
            params![run.id, now.to_string()],
        )?;
        Ok(())
    }
}
