use archive::NewSource;
use harvest::Manners;
use model::{Following, Found, Section, Source};

use crate::{Code, Desk, Error, clock, fetch};

impl Desk {
    /// Finds the newspaper at an address, without storing anything.
    ///
    /// Of one that is followed, the sections say which of them are.
    ///
    /// # Errors
    /// Says what is there instead, or why nothing answered.
    pub fn find_source(&self, address: &str, allow_private: bool) -> Result<Found, Error> {
        let mut found = find_newspaper(address, allow_private)?;
        if let Some(known) = self.followed_source(&found.id)? {
            found.already_added = true;
            found.name = known.name;
            for section in &mut found.sections {
                section.followed = is_followed_in(&known.sections, &section.key);
            }
        }
        // A disk that does not tell its room is no reason not to add a paper.
        found.free = fs4::available_space(self.folder()).ok();
        Ok(found)
    }

    /// Adds what was found; `sections` are the keys to follow, all if none are given.
    ///
    /// Sections of a paper that is followed already stay followed; those that are named are added to them.
    ///
    /// # Errors
    /// If the archive cannot be written, or a section is not there.
    pub fn add_source(
        &self,
        mut found: Found,
        sections: Option<&[String]>,
        allow_private: bool,
    ) -> Result<Source, Error> {
        if let Some(wanted) = sections {
            follow_only(&mut found, wanted)?;
        }
        if let Some(known) = self.followed_source(&found.id)? {
            for section in &mut found.sections {
                let is_named = sections.is_some() && section.followed;
                section.followed = is_named || is_followed_in(&known.sections, &section.key);
            }
        }
        let mut writer = self.writer()?;
        writer.add_source(&NewSource { found: &found, added: clock::local_now() })?;
        if allow_private {
            writer.set_setting(&private_setting(&found.id), "yes")?;
        }
        drop(writer);
        self.catch_up_index()?;
        self.source(&found.id)
    }

    /// Sources that are followed or kept.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>, Error> {
        let mut sources = self.reader().sources()?;
        sources.retain(|source| source.following != Following::Trashed);
        Ok(sources)
    }

    /// A source by its id or name; case does not matter.
    ///
    /// # Errors
    /// [`Code::NotFound`] if there is none, [`Code::BadInput`] if several have that name.
    pub fn source(&self, id_or_name: &str) -> Result<Source, Error> {
        let wanted = id_or_name.to_lowercase();
        let sources = self.sources()?;
        let by_id = sources
            .iter()
            .find(|source| source.id.to_lowercase() == wanted || source.url == id_or_name);
        if let Some(source) = by_id {
            return Ok(source.clone());
        }
        let named: Vec<&Source> =
            sources.iter().filter(|source| source.name.to_lowercase() == wanted).collect();
        match named.as_slice() {
            [source] => Ok((*source).clone()),
            [] => Err(Error {
                hint: "See which there are with broadsheet source list.".to_owned(),
                ..Error::not_found("newspaper", id_or_name)
            }),
            several => Err(several_called(id_or_name, several)),
        }
    }

    /// No longer follows a source. Its stories stay, or go to the trash; [`Desk::restore_source`] undoes both.
    ///
    /// The sample paper goes for good; [`Desk::read_sample`] brings it back.
    ///
    /// # Errors
    /// If there is no such source, the stories of the sample paper are to stay, or the archive cannot be written.
    pub fn remove_source(&self, id_or_name: &str, keep_stories: bool) -> Result<(), Error> {
        let source = self.source(id_or_name)?;
        if source.following == Following::Sample {
            return if keep_stories { Err(nothing_is_kept(&source)) } else { self.erase_sample() };
        }
        self.stop_fetching(Some(&source.id));
        let following = if keep_stories { Following::Kept } else { Following::Trashed };
        self.writer()?.set_following(&source.id, following)?;
        self.catch_up_index()
    }

    /// Follows a source again that was removed, with all its stories.
    ///
    /// # Errors
    /// If there is no such source, or the archive cannot be written.
    pub fn restore_source(&self, id: &str) -> Result<Source, Error> {
        if self.reader().source(id)?.is_none() {
            return Err(Error::not_found("newspaper", id));
        }
        self.writer()?.set_following(id, Following::Followed)?;
        self.catch_up_index()?;
        self.source(id)
    }

    /// The source with that id, if it is followed.
    fn followed_source(&self, id: &str) -> Result<Option<Source>, Error> {
        let known = self.reader().source(id)?;
        Ok(known.filter(|source| source.following == Following::Followed))
    }

    /// The reader allowed this source to lie on this machine or in a private network.
    pub(crate) fn is_private_allowed(&self, source: &str) -> Result<bool, Error> {
        Ok(self.reader().setting(&private_setting(source))?.is_some())
    }
}

/// Finds the newspaper at an address, with no archive at hand.
///
/// # Errors
/// Says what is there instead, or why nothing answered.
pub fn find_newspaper(address: &str, allow_private: bool) -> Result<Found, Error> {
    // Any host will do here: `discover` narrows it to the one of the address.
    let manners = Manners { private_host: allow_private.then(String::new), ..Manners::default() };
    let runtime = fetch::runtime()?;
    Ok(runtime.block_on(harvest::discover(
        address,
        manners,
        clock::now,
        harvest::Stop::default(),
    ))?)
}

fn several_called(name: &str, sources: &[&Source]) -> Error {
    let ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
    Error::new(
        Code::BadInput,
        format!("{} newspapers are called “{name}”.", ids.len()),
        format!("Say which by its id: {}.", ids.join(", ")),
    )
}

fn nothing_is_kept(source: &Source) -> Error {
    Error::new(
        Code::BadInput,
        format!("{} is the sample paper: its stories go with it.", source.name),
        "Leave out --keep-stories, and nothing of it is left.",
    )
}

fn is_followed_in(sections: &[Section], key: &str) -> bool {
    sections.iter().any(|section| section.key == key && section.followed)
}

fn private_setting(source: &str) -> String {
    format!("allow-private {source}")
}

/// Follows the sections with these keys, and those with these names or short names with all that lies below them.
///
/// A key names its section alone: the window shows each section and has asked for each.
fn follow_only(found: &mut Found, wanted: &[String]) -> Result<(), Error> {
    let wanted: Vec<String> = wanted.iter().map(|name| name.trim().to_lowercase()).collect();
    let all = &found.sections;
    let is_key = |name: &String, section: &Section| *name == section.key.to_lowercase();
    let is_name = |name: &String, section: &Section| {
        let path = section.path.join(" > ").to_lowercase();
        *name == section.slug || *name == section.name().to_lowercase() || *name == path
    };
    if let Some(unknown) = wanted
        .iter()
        .find(|name| !all.iter().any(|section| is_key(name, section) || is_name(name, section)))
    {
        let names: Vec<&str> = all.iter().map(|section| section.slug.as_str()).collect();
        return Err(Error::new(
            Code::BadInput,
            format!("“{unknown}” is no section of {}.", found.name),
            format!("Its sections are {}.", names.join(", ")),
        ));
    }
    let named: Vec<Vec<String>> = all
        .iter()
        .filter(|section| wanted.iter().any(|name| is_name(name, section)))
        .map(|section| section.path.clone())
        .collect();
    for section in &mut found.sections {
        section.followed = wanted.iter().any(|name| is_key(name, section))
            || named.iter().any(|path| section.path.starts_with(path));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Access;

    fn found() -> Found {
        let section = |key: &str, slug: &str, path: &[&str]| Section {
            key: key.to_owned(),
            slug: slug.to_owned(),
            path: path.iter().map(|name| (*name).to_owned()).collect(),
            followed: true,
            ..Section::default()
        };
        Found {
            id: "gazette.example".to_owned(),
            name: "Gazette".to_owned(),
            url: "https://gazette.example/".to_owned(),
            language: "en".to_owned(),
            zone: "+05:30".to_owned(),
            sections: vec![
                section("wp:1", "nation", &["Nation"]),
                section("wp:2", "opinion", &["Opinion"]),
                section("wp:3", "editorial", &["Opinion", "Editorial"]),
            ],
            ..Found::default()
        }
    }

    fn followed(wanted: &[&str]) -> Vec<String> {
        let mut found = found();
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        follow_only(&mut found, &wanted).unwrap();
        found.sections.into_iter().filter(|one| one.followed).map(|one| one.slug).collect()
    }

    #[test]
    fn a_name_follows_what_lies_below_it_and_a_key_its_section_alone() {
        assert_eq!(followed(&["Opinion"]), ["opinion", "editorial"]);
        assert_eq!(followed(&["wp:2"]), ["opinion"]);
        assert_eq!(followed(&["wp:3", "nation"]), ["nation", "editorial"]);
    }

    #[test]
    fn an_unknown_section_is_said() {
        let error = follow_only(&mut found(), &["Weather".to_owned()]).unwrap_err();
        assert_eq!(error.code, Code::BadInput);
        assert!(error.hint.contains("editorial"));
    }

    #[test]
    fn of_two_papers_with_one_name_neither_is_taken_for_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path(), Access::Write).unwrap();
        desk.add_source(found(), None, false).unwrap();
        assert_eq!(desk.source("gazette").unwrap().id, "gazette.example");
        let other = Found { id: "other.example".to_owned(), ..found() };
        desk.add_source(other, None, false).unwrap();
        let error = desk.remove_source("Gazette", false).unwrap_err();
        assert_eq!(error.code, Code::BadInput);
        assert!(error.hint.contains("gazette.example, other.example"), "{error}");
        assert_eq!(desk.source("other.example").unwrap().id, "other.example");
    }

    #[test]
    fn a_paper_that_is_added_again_is_not_doubled_and_gets_the_sections_that_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path(), Access::Write).unwrap();
        let add = |sections: Option<&[&str]>| {
            let sections: Option<Vec<String>> =
                sections.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
            let source = desk.add_source(found(), sections.as_deref(), false).unwrap();
            let followed = source.sections.into_iter().filter(|section| section.followed);
            followed.map(|section| section.slug).collect::<Vec<_>>()
        };
        assert_eq!(add(Some(&["nation"])), ["nation"]);
        assert_eq!(add(None), ["nation"], "nothing was named, so nothing changes");
        assert_eq!(add(Some(&["editorial"])), ["nation", "editorial"]);
        assert_eq!(desk.sources().unwrap().len(), 1);
        desk.remove_source("gazette.example", true).unwrap();
        assert_eq!(add(None).len(), 3, "one that was removed begins anew");
    }
}
