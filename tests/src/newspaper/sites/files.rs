use crate::newspaper::http::Answer;
use crate::newspaper::paper::{Edition, Picture};
use crate::newspaper::view::{View, file, upload_time};

/// Answers for a picture by its file's name, in the named size or as it was uploaded.
pub(super) fn picture(view: &View<'_>, name: &str, size: Option<&str>) -> Option<Answer> {
    let picture = view.edition.pictures.iter().find(|picture| picture.file == name)?;
    // Where it is no larger than that, the picture itself is the smaller one.
    match size.and_then(|size| picture.size(size)) {
        Some(size) => {
            let bytes = view.paper.picture(picture, Some(&size))?;
            Some(file(picture.kind(), &bytes, upload_time(view.edition, picture)))
        }
        None => view.original(picture),
    }
}

/// Answers for a printed page by its file's name.
pub(super) fn printed_page(view: &View<'_>, name: &str) -> Option<Answer> {
    view.sample_file(&format!("epaper/{name}"), "application/pdf")
}

/// The pictures of figures, as far as the library has them.
pub(super) fn pictures<'a>(edition: &'a Edition, figures: &[model::Figure]) -> Vec<&'a Picture> {
    figures.iter().filter_map(|figure| edition.picture_of(figure)).collect()
}
