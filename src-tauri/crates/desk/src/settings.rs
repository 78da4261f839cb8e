use crate::{Code, Desk, Error, Opened, Settings};

const NAME: &str = "window";

impl Desk {
    /// What the reader has set; what cannot be read counts as not set.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn settings(&self) -> Result<Settings, Error> {
        let stored = self.reader().setting(NAME)?;
        Ok(stored.and_then(|stored| serde_json::from_str(&stored).ok()).unwrap_or_default())
    }

    /// Stores what the reader has set.
    ///
    /// # Errors
    /// If the archive cannot be written.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), Error> {
        let text = serde_json::to_string(settings).map_err(|error| {
            Error::new(Code::BadInput, format!("These settings cannot be stored ({error})."), "")
        })?;
        Ok(self.writer()?.set_setting(NAME, &text)?)
    }

    /// What the window needs to begin; `problem` says why the archive is open for reading only.
    ///
    /// # Errors
    /// If the archive cannot be read.
    pub fn opened(&self, problem: Option<Error>) -> Result<Opened, Error> {
        Ok(Opened {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            archive: self.folder().display().to_string(),
            problem,
            writable: self.is_writable(),
            sources: self.sources()?,
            fetching: self.fetching(),
            settings: self.settings()?,
        })
    }
}
