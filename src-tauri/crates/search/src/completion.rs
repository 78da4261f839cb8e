//! What a word that is being typed may become.

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::Error;
use crate::dictionary::{beginning_with, commonest};
use crate::schema::Fields;

/// Letters from which on a word is completed.
const FEWEST_LETTERS: usize = 2;
/// Completions of so few letters.
const FEW: usize = 12;
/// Completions of more.
const MANY: usize = 50;

/// The commonest words that begin with what was typed, itself left out.
///
/// Two letters are completed from headlines alone: there the common words come first and the list is
/// a tenth as long.
///
/// # Errors
/// [`Error::Failed`] when the index cannot be read.
pub(crate) fn completions(
    searcher: &Searcher,
    fields: &Fields,
    searched: &[Field],
    typed: &str,
) -> Result<Vec<String>, Error> {
    let letters = typed.chars().count();
    if letters < FEWEST_LETTERS {
        return Ok(Vec::new());
    }
    let headline = [fields.headline];
    let is_short = letters == FEWEST_LETTERS;
    let (searched, most) = match searched {
        searched if is_short && searched.contains(&fields.headline) => (headline.as_slice(), FEW),
        searched if is_short => (searched, FEW),
        searched => (searched, MANY),
    };
    let longer = |word: &str| word != typed;
    Ok(commonest(beginning_with(searcher, searched, typed, usize::MAX, longer)?, most))
}
