use super::answer::{number, rows};
use crate::error::Error;
use crate::html::plain;

/// A category as the site lists it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Category {
    /// Its number.
    pub id: u64,
    /// Number of the category above it, or 0.
    pub parent: u64,
    /// Its name.
    pub name: String,
    /// The last part of its address.
    pub slug: String,
    /// Its page.
    pub url: String,
    /// Stories that the site says are in it.
    pub count: u32,
}

/// Reads `categories?_fields=id,name,slug,parent,count,link`.
///
/// # Errors
/// [`Error::NotJson`], [`Error::Refused`] or [`Error::TooLarge`].
pub fn categories(bytes: &[u8]) -> Result<Vec<Category>, Error> {
    let categories = rows(bytes)?.into_iter().filter_map(|row| {
        let text = |name: &str| row.value[name].as_str().unwrap_or_default();
        Some(Category {
            id: number(&row.value["id"])?,
            parent: number(&row.value["parent"]).unwrap_or_default(),
            name: plain(text("name")),
            slug: text("slug").to_owned(),
            url: text("link").to_owned(),
            count: number(&row.value["count"]).unwrap_or_default().try_into().unwrap_or(u32::MAX),
        })
    });
    Ok(categories.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_read_and_odd_ones_left_out() {
        let bytes = br#"[{"id":3,"parent":0,"name":"CITY &amp; TOWNS","slug":"city-towns",
            "link":"https://a.test/c/city-towns/","count":12},{"name":"no id"},{"id":4}]"#;
        let read = categories(bytes).unwrap();
        let city = Category {
            id: 3,
            parent: 0,
            name: "CITY & TOWNS".into(),
            slug: "city-towns".into(),
            url: "https://a.test/c/city-towns/".into(),
            count: 12,
        };
        assert_eq!(read, [city, Category { id: 4, ..Category::default() }]);
    }
}
