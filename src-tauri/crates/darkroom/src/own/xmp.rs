//! XMP: the same in RDF (ISO 16684-1), as programs have written it since 2001.

use model::OwnData;
use roxmltree::{Document, Node, ParsingOptions};

use super::{keywords, moment, place, text};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const CORE: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";

/// The most elements that are read.
const MOST_NODES: u32 = 20_000;

/// What is written in a packet; nothing if it declares entities or is no XML.
pub(super) fn read(packet: &[u8]) -> OwnData {
    let packet = String::from_utf8_lossy(packet);
    // Some writers leave padding of noughts behind the packet.
    let packet = packet.trim_end_matches(['\0', ' ', '\n', '\r']);
    let limits =
        ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(packet, limits) else {
        return OwnData::default();
    };
    let descriptions: Vec<_> =
        document.descendants().filter(|node| node.has_tag_name((RDF, "Description"))).collect();
    let one = |namespace: &str, name: &str| {
        let values =
            descriptions.iter().flat_map(|description| values(*description, namespace, name));
        values.map(|value| text(&value)).find(|value| !value.is_empty()).unwrap_or_default()
    };
    let words: Vec<String> =
        descriptions.iter().flat_map(|description| values(*description, DC, "subject")).collect();
    let headline = one(PHOTOSHOP, "Headline");
    let taken = [(PHOTOSHOP, "DateCreated"), (EXIF, "DateTimeOriginal"), (XMP, "CreateDate")];
    let taken = taken.map(|(namespace, name)| of_iso(&one(namespace, name)));
    OwnData {
        headline: if headline.is_empty() { one(DC, "title") } else { headline },
        caption: one(DC, "description"),
        byline: one(DC, "creator"),
        credit: one(PHOTOSHOP, "Credit"),
        copyright: one(DC, "rights"),
        taken: taken.into_iter().find(|taken| !taken.is_empty()).unwrap_or_default(),
        place: place([
            one(CORE, "Location"),
            one(PHOTOSHOP, "City"),
            one(PHOTOSHOP, "State"),
            one(PHOTOSHOP, "Country"),
        ]),
        keywords: keywords(words.iter().map(String::as_str)),
        ..OwnData::default()
    }
}

/// The values of a property: of its attribute, its text, or the items of its list, the default language first.
fn values(description: Node<'_, '_>, namespace: &str, name: &str) -> Vec<String> {
    if let Some(value) = description.attribute((namespace, name)) {
        return vec![value.to_owned()];
    }
    let named = description.children().filter(|node| node.has_tag_name((namespace, name)));
    let mut values = Vec::new();
    for property in named {
        let items: Vec<_> =
            property.descendants().filter(|node| node.has_tag_name((RDF, "li"))).collect();
        let is_default = |item: &Node<'_, '_>| item.attribute((XML, "lang")) == Some("x-default");
        let first = items.iter().filter(|item| is_default(item));
        let others = items.iter().filter(|item| !is_default(item));
        let texts = first.chain(others).filter_map(Node::text);
        values.extend(texts.map(str::to_owned));
        if items.is_empty() {
            values.extend(property.text().map(str::to_owned));
        }
    }
    values
}

/// A time as XMP writes it: `2026-11-24T14:05:11+05:30`, or less of it.
fn of_iso(value: &str) -> String {
    let (date, time) = value.split_once('T').unwrap_or((value, ""));
    let zone = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    let (time, offset) = time.split_at_checked(zone).unwrap_or((time, ""));
    let clock: String = time.chars().take_while(|letter| *letter != '.').collect();
    // Seconds may be left out.
    let clock = if clock.len() == 5 { format!("{clock}:00") } else { clock };
    moment(&format!("{date}{clock}"), offset)
}
