use scraper::node::Element;
use serde_json::Value;
use url::Url;

use super::figures::{self, Shown};
use super::tree::{Node, class_words, element, plain, subtree};
use crate::address;

/// Whether an element holds a gallery, slider or slideshow.
pub(super) fn is_gallery(element: &Element) -> bool {
    class_words(element).any(|word| {
        let word = word.to_ascii_lowercase();
        matches!(
            word.as_str(),
            "gallery" | "galleries" | "slider" | "slideshow" | "carousel" | "lightbox"
        )
    })
}

/// Whether an element is a JNews slider.
pub(super) fn is_slider(element: &Element) -> bool {
    let class = element.attr("class").unwrap_or_default();
    class.split_whitespace().any(|class| class == "jeg_preview_slider")
}

/// Reads a JNews slider, whose pictures stand in its script and in the links of its thumbnails.
pub(super) fn of_slider(node: Node<'_>, slider: &Element, page: &Url) -> Vec<Shown> {
    let in_script = slider.attr("data-selector").map(|name| sequence(node, name, page));
    if let Some(pictures) = in_script.filter(|pictures| !pictures.is_empty()) {
        return pictures;
    }
    let named = |name: &'static str| {
        subtree(node).filter(move |node| element(*node).is_some_and(|e| e.name() == name))
    };
    let links = named("a").filter_map(|link| address::absolute(page, element(link)?.attr("href")?));
    let linked: Vec<Shown> =
        links.filter(address::is_picture).map(|url| shown(url, String::new())).collect();
    if !linked.is_empty() {
        return linked;
    }
    let images = named("img").filter_map(|image| figures::of_image(image, page));
    images.map(|shown| Shown { in_gallery: true, ..shown }).collect()
}

fn shown(url: Url, cutline: String) -> Shown {
    Shown { addresses: vec![url], cutline, in_gallery: true, ..Shown::default() }
}

/// The pictures in `var NAME = {"image_sequence": [{"image", "subtitle"}, …]};`.
fn sequence(slider: Node<'_>, name: &str, page: &Url) -> Vec<Shown> {
    let root = slider.tree().root();
    let scripts = subtree(root)
        .filter(|node| element(*node).is_some_and(|element| element.name() == "script"));
    let code = scripts
        .filter_map(|script| script.first_child()?.value().as_text())
        .map(|code| &**code)
        .find(|code| code.contains("image_sequence") && code.contains(name));
    let json = code.and_then(|code| code[code.find(name)?..].split_once('=')).map(|(_, json)| json);
    let value = json.and_then(|json| {
        serde_json::Deserializer::from_str(json).into_iter::<Value>().next()?.ok()
    });
    let items = value.as_ref().and_then(|value| value["image_sequence"].as_array());
    items
        .into_iter()
        .flatten()
        .filter_map(|item| {
            let url = address::absolute(page, item["image"].as_str()?)?;
            Some(shown(url, plain(item["subtitle"].as_str().unwrap_or_default())))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::fragment;
    use super::*;

    fn read(html: &str) -> Vec<(String, String)> {
        let html = fragment(html);
        let page = Url::parse("https://a.test").unwrap();
        let slider =
            subtree(html.tree.root()).find(|node| element(*node).is_some_and(is_slider)).unwrap();
        of_slider(slider, element(slider).unwrap(), &page)
            .into_iter()
            .map(|shown| (shown.addresses[0].to_string(), shown.cutline))
            .collect()
    }

    #[test]
    fn a_slider_is_read_from_its_script() {
        let html = r#"<div class="jeg_preview_slider" data-selector="g7"><a href="/u/1.jpg"></a></div>
            <script>var g7 = {"image_sequence":[{"image":"\/u\/1.jpg","subtitle":"Snow &amp; ice"},{"image":"javascript:x"},{"image":"\/u\/2.jpg"}]};</script>"#;
        let expected = [("https://a.test/u/1.jpg", "Snow & ice"), ("https://a.test/u/2.jpg", "")];
        assert_eq!(read(html), expected.map(|(url, cutline)| (url.to_owned(), cutline.to_owned())));
    }

    #[test]
    fn without_its_script_the_thumbnails_lead_to_the_pictures() {
        let html = r#"<div class="jeg_preview_slider" data-selector="g7"><a href="/u/1.jpg"><img src=/u/1-150x150.jpg></a><a href="/next"></a></div>"#;
        assert_eq!(read(html), [("https://a.test/u/1.jpg".to_owned(), String::new())]);
    }
}
