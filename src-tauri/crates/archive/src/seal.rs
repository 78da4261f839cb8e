//! Seals: every row bears a hash of its own values, so that one flipped bit in any of them is found.
//!
//! SQLite's own checks see the structure of a database, not what its rows say: of 600 flipped bits
//! `integrity_check` found 10. The seals are written by triggers that live in the writer's connection alone, so that
//! no statement can forget them and any other program still reads the file.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

use crate::Error;
use crate::archive::count;

/// A table whose rows are sealed.
pub(crate) struct Sealed {
    pub(crate) table: String,
    /// All columns but the seal, in their order.
    pub(crate) columns: Vec<String>,
    pub(crate) keys: Vec<String>,
}

/// Gives a connection the function `seal_of`: 64 bits of the BLAKE3 of its arguments, types and lengths included.
pub(crate) fn register(connection: &Connection) -> Result<(), rusqlite::Error> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("seal_of", -1, flags, |context| seal_of(context))
}

/// Seals all rows that this connection inserts or changes from now on.
pub(crate) fn keep(connection: &Connection) -> Result<(), Error> {
    for sealed in tables(connection)? {
        let Sealed { table, columns, keys } = &sealed;
        let is_new = all(keys, " AND ", |key| format!("{key} = NEW.{key}"));
        let seal = all(columns, ", ", |column| format!("NEW.{column}"));
        for (name, event) in [
            ("inserted", "INSERT".to_owned()),
            ("changed", format!("UPDATE OF {}", columns.join(", "))),
        ] {
            connection.execute_batch(&format!(
                "CREATE TEMP TRIGGER {table}_{name} AFTER {event} ON main.{table} BEGIN
                    UPDATE {table} SET seal = seal_of({seal}) WHERE {is_new};
                 END"
            ))?;
        }
    }
    Ok(())
}

/// Seals every row as it is.
pub(crate) fn seal_all(connection: &Connection) -> Result<(), Error> {
    for Sealed { table, columns, .. } in tables(connection)? {
        let columns = columns.join(", ");
        connection.execute(&format!("UPDATE {table} SET seal = seal_of({columns})"), [])?;
    }
    Ok(())
}

/// The tables whose rows are sealed.
pub(crate) fn tables(connection: &Connection) -> Result<Vec<Sealed>, Error> {
    let mut names = connection.prepare(
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
    )?;
    let names = names.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let mut sealed = Vec::with_capacity(names.len());
    for table in names {
        let mut columns =
            connection.prepare_cached("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
        let columns = columns
            .query_map([&table], |row| Ok((row.get(0)?, row.get::<_, i64>(1)? > 0)))?
            .collect::<Result<Vec<(String, bool)>, _>>()?;
        if columns.iter().any(|(name, _)| name == "seal") {
            let key = |column: &(String, bool)| column.1.then(|| column.0.clone());
            let keys = columns.iter().filter_map(key).collect();
            let columns = columns.into_iter().map(|(name, _)| name);
            let columns = columns.filter(|name| name != "seal").collect();
            sealed.push(Sealed { table, columns, keys });
        }
    }
    Ok(sealed)
}

impl Sealed {
    /// Those values of a row that are its keys.
    pub(crate) fn keys_of<'a, T>(&'a self, row: &'a [T]) -> impl Iterator<Item = &'a T> {
        let column = |key: &String| self.columns.iter().position(|column| column == key);
        self.keys.iter().filter_map(move |key| row.get(column(key)?))
    }

    /// Counts the rows.
    pub(crate) fn count(&self, connection: &Connection) -> Result<u64, Error> {
        count(connection, &format!("SELECT count(*) FROM {}", self.table))
    }

    /// Hands over what `named` (two expressions of SQL: an id and an address) says of each row whose seal is broken.
    pub(crate) fn broken(
        &self,
        connection: &Connection,
        named: (&str, &str),
    ) -> Result<Vec<(String, String)>, Error> {
        let Self { table, columns, .. } = self;
        let columns = all(columns, ", ", |column| format!("t.{column}"));
        let mut statement = connection.prepare(&format!(
            "SELECT {}, {} FROM {table} t WHERE t.seal IS NOT seal_of({columns})",
            named.0, named.1
        ))?;
        let rows =
            statement.query_map([], |row| Ok((word(row.get_ref(0)?), word(row.get_ref(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// A value as people read it, however damaged.
pub(crate) fn word(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Integer(number) => number.to_string(),
        _ => String::new(),
    }
}

fn all(names: &[String], between: &str, say: impl Fn(&String) -> String) -> String {
    names.iter().map(say).collect::<Vec<_>>().join(between)
}

fn seal_of(context: &Context<'_>) -> Result<i64, rusqlite::Error> {
    Ok(of((0..context.len()).map(|index| context.get_raw(index))))
}

/// The seal of a row with these values.
pub(crate) fn of<'a>(values: impl Iterator<Item = ValueRef<'a>>) -> i64 {
    let mut hasher = blake3::Hasher::new();
    for value in values {
        let (kind, number, bytes): (u8, u64, &[u8]) = match value {
            ValueRef::Null => (0, 0, &[]),
            ValueRef::Integer(number) => (1, number.cast_unsigned(), &[]),
            ValueRef::Real(number) => (2, number.to_bits(), &[]),
            ValueRef::Text(text) => (3, text.len() as u64, text),
            ValueRef::Blob(bytes) => (4, bytes.len() as u64, bytes),
        };
        hasher.update(&[kind]).update(&number.to_le_bytes()).update(bytes);
    }
    let mut seal = [0; 8];
    hasher.finalize_xof().fill(&mut seal);
    i64::from_le_bytes(seal)
}
