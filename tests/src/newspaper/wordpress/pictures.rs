use maud::{Markup, html};

use crate::newspaper::http::Answer;
use crate::newspaper::paper::{Picture, Size};
use crate::newspaper::view::{View, file, upload_time};

/// Where uploads lie.
const UPLOADS: &str = "/wp-content/uploads/";

/// The path of a picture as it was uploaded.
pub(super) fn path(picture: &Picture) -> String {
    format!("{UPLOADS}{}/{}", picture.day.strftime("%Y/%m"), picture.file)
}

/// The path of one of its smaller versions; its own where it has none.
pub(super) fn sized_path(picture: &Picture, size: Option<&Size>) -> String {
    match size {
        Some(size) => {
            format!("{UPLOADS}{}/{}", picture.day.strftime("%Y/%m"), picture.sized_file(size))
        }
        None => path(picture),
    }
}

/// The path of the PDF of a printed page, by where the sample paper has it.
pub(super) fn pdf_path(day: jiff::civil::Date, sample_url: &str) -> String {
    let file = sample_url.rsplit('/').next().unwrap_or_default();
    format!("{UPLOADS}{}/{file}", day.strftime("%Y/%m"))
}

/// All versions with their widths: `a.jpg 1400w, a-300x200.jpg 300w`.
pub(super) fn srcset(view: &View<'_>, picture: &Picture) -> String {
    let own = format!("{} {}w", view.url(&path(picture)), picture.width);
    let sizes = picture.sizes().into_iter().filter(|size| size.name != "thumbnail");
    let sized = sizes
        .map(|size| format!("{} {}w", view.url(&sized_path(picture, Some(&size))), size.width));
    std::iter::once(own).chain(sized).collect::<Vec<_>>().join(", ")
}

/// A picture in one of its sizes, as WordPress writes it.
pub(super) fn image(view: &View<'_>, picture: &Picture, size: &str, class: &str) -> Markup {
    let chosen = picture.size(size);
    let (width, height) =
        chosen.as_ref().map_or((picture.width, picture.height), |it| (it.width, it.height));
    html! {
        img decoding="async" width=(width) height=(height)
            src=(view.url(&sized_path(picture, chosen.as_ref()))) alt=(picture.alt) class=(class)
            srcset=(srcset(view, picture))
            sizes={ "(max-width: " (width) "px) 100vw, " (width) "px" };
    }
}

/// A picture that a script loads when it comes near the window: its address is only in `data-src`.
pub(super) fn lazy_image(view: &View<'_>, picture: &Picture, size: &str) -> Markup {
    let chosen = picture.size(size);
    let (width, height) =
        chosen.as_ref().map_or((picture.width, picture.height), |it| (it.width, it.height));
    html! {
        img width=(width) height=(height) src=(super::BLANK)
            class={ "attachment-" (size) " size-" (size) " lazyload wp-post-image" }
            alt=(picture.alt) decoding="async"
            data-src=(view.url(&sized_path(picture, chosen.as_ref())))
            data-srcset=(srcset(view, picture)) data-sizes="auto" data-expand="700";
    }
}

/// Answers for what lies among the uploads.
pub(super) fn answer(view: &View<'_>, asked: &str) -> Option<Answer> {
    asked.strip_prefix(UPLOADS)?;
    for picture in &view.edition.pictures {
        if path(picture) == asked {
            return view.original(picture);
        }
        let sizes = picture.sizes();
        if let Some(size) = sizes.iter().find(|size| sized_path(picture, Some(size)) == asked) {
            let bytes = view.paper.picture(picture, Some(size))?;
            return Some(file(picture.kind(), &bytes, upload_time(view.edition, picture)));
        }
    }
    let pages =
        view.edition.public().filter_map(|post| Some((post, view.edition.printed_page(post)?)));
    let (_, url) = pages.into_iter().find(|(post, url)| pdf_path(post.day(), url) == asked)?;
    view.sample_file(url.strip_prefix(&view.edition.home)?, "application/pdf")
}
