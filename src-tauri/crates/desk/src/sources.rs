use archive::NewSource;
use harvest::Manners;
use model::{Following, Found, Source};

use crate::{Code, Desk, Error, clock, fetch};

impl Desk {
    /// Finds the newspaper at an address, without storing anything.
    ///
    /// # Errors
    /// Says what is there instead, or why nothing answered.
    pub fn find_source(&self, address: &str, allow_private: bool) -> Result<Found, Error> {
        let mut found = find_newspaper(address, allow_private)?;
        let known = self.reader().source(&found.id)?;
        found.already_added = known.is_some_and(|source| source.following == Following::Followed);
        Ok(found)
    }

    /// Adds what was found; `sections` are the keys to follow, all if none are given.
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
    /// [`Code::NotFound`] if there is none.
    pub fn source(&self, id_or_name: &str) -> Result<Source, Error> {
        let wanted = id_or_name.to_lowercase();
        let sources = self.sources()?;
        let by_id = sources.iter().find(|source| source.id == wanted || source.url == id_or_name);
        let found =
            by_id.or_else(|| sources.iter().find(|source| source.name.to_lowercase() == wanted));
        found.cloned().ok_or_else(|| Error {
            hint: "See which there are with broadsheet source list.".to_owned(),
            ..Error::not_found("newspaper", id_or_name)
        })
    }

    /// No longer follows a source. Its stories stay, or go to the trash; [`Desk::restore_source`] undoes both.
    ///
    /// # Errors
    /// If there is no such source, or the archive cannot be written.
    pub fn remove_source(&self, id_or_name: &str, keep_stories: bool) -> Result<(), Error> {
        let source = self.source(id_or_name)?;
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

    /// The reader allowed this source to lie on this machine or in a private network.
    pub(crate) fn is_private_allowed(&self, source: &str) -> Result<bool, Error> {
        Ok(self.reader().setting(&private_setting(source))?.is_some())
    }
}

/// Finds the newspaper at an address, with no archive at hand.
fn find_newspaper(address: &str, allow_private: bool) -> Result<Found, Error> {
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

fn private_setting(source: &str) -> String {
    format!("allow-private {source}")
}

/// Follows the sections with these keys, names or short names, and what lies below them.
fn follow_only(found: &mut Found, wanted: &[String]) -> Result<(), Error> {
    let wanted: Vec<String> = wanted.iter().map(|name| name.trim().to_lowercase()).collect();
    let all = &found.sections;
    let matches = |name: &String, section: &model::Section| {
        let path = section.path.join(" > ").to_lowercase();
        *name == section.key
            || *name == section.slug
            || *name == section.name().to_lowercase()
            || *name == path
    };
    if let Some(unknown) =
        wanted.iter().find(|name| !all.iter().any(|section| matches(name, section)))
    {
        let names: Vec<&str> = all.iter().map(|section| section.slug.as_str()).collect();
        return Err(Error::new(
            Code::BadInput,
            format!("“{unknown}” is no section of {}.", found.name),
            format!("Its sections are {}.", names.join(", ")),
        ));
    }
    let chosen: Vec<Vec<String>> = all
        .iter()
        .filter(|section| wanted.iter().any(|name| matches(name, section)))
        .map(|section| section.path.clone())
        .collect();
    for section in &mut found.sections {
        section.followed = chosen.iter().any(|path| section.path.starts_with(path));
    }
    Ok(())
}
