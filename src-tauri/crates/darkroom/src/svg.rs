//! Drawings (SVG) as pixels. No script runs, no file and no address is opened, and what would take for ever is refused.

mod unfolding;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use image::DynamicImage;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{
    Group, ImageHrefResolver, ImageKind, Node, Options, Paint, Tree, fontdb, roxmltree,
};
use typeset::Face;

use crate::photo::{MOST_PIXELS, damaged};
use crate::{Format, NotAPicture, Photo};

/// The longest drawing that is read.
const MOST_BYTES: usize = 8 << 20;

/// The most elements, each as often as it is drawn.
const MOST_ELEMENTS: u32 = 200_000;

/// The most layers that are laid over each other: a layer costs as much as a picture.
const MOST_LAYERS: u32 = 1_000;

/// How deep elements may lie in each other: reading and drawing them goes down as deep on the stack.
const DEEPEST: u32 = 100;

/// The widest and highest that a drawing is drawn, in pixels.
const WIDEST: u32 = 2560;

/// Width and height of a drawing in its own units.
///
/// # Errors
/// What is too much in it, or that it cannot be read.
pub(crate) fn size(bytes: &[u8]) -> Result<(u32, u32), NotAPicture> {
    let size = tree(bytes)?.size().to_int_size();
    Ok((size.width(), size.height()))
}

/// A drawing as pixels, so wide, or as wide as it may be.
pub(crate) fn drawn(bytes: &[u8], width: u32) -> Option<DynamicImage> {
    let tree = tree(bytes).ok()?;
    let size = tree.size();
    let most = width.clamp(1, WIDEST) as f32;
    let scale = (most / size.width()).min(WIDEST as f32 / size.height());
    let size = size.to_int_size().scale_by(scale)?;
    let mut pixmap = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let mut pixels = Vec::with_capacity(pixmap.data().len());
    for pixel in pixmap.pixels() {
        let colour = pixel.demultiply();
        pixels.extend([colour.red(), colour.green(), colour.blue(), colour.alpha()]);
    }
    let picture = image::RgbaImage::from_raw(size.width(), size.height(), pixels)?;
    Some(DynamicImage::ImageRgba8(picture))
}

fn tree(bytes: &[u8]) -> Result<Tree, NotAPicture> {
    let too_much = || NotAPicture("it is a drawing with too much in it".to_owned());
    if bytes.len() > MOST_BYTES {
        return Err(too_much());
    }
    let text = String::from_utf8_lossy(bytes);
    // Drawing programs declare entities for their own names. roxmltree unfolds no more than ten levels and 255 of them.
    let limits = roxmltree::ParsingOptions {
        allow_dtd: true,
        nodes_limit: MOST_ELEMENTS,
        ..Default::default()
    };
    let document = match roxmltree::Document::parse_with_options(&text, limits) {
        Err(roxmltree::Error::NodesLimitReached | roxmltree::Error::EntityReferenceLoop(_)) => {
            return Err(too_much());
        }
        read => read.map_err(|_| damaged())?,
    };
    if is_too_deep(&document)
        || marks_too_much(&document)
        || unfolding::elements(&document, 3 * DEEPEST) > u64::from(MOST_ELEMENTS)
    {
        return Err(too_much());
    }
    let tree = Tree::from_xmltree(&document, &options()).map_err(|_| damaged())?;
    let mut budget = Budget { elements: MOST_ELEMENTS, layers: MOST_LAYERS };
    if budget.pays(tree.root(), DEEPEST) { Ok(tree) } else { Err(too_much()) }
}

fn is_too_deep(document: &roxmltree::Document<'_>) -> bool {
    let mut open = vec![(document.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEEPEST {
            return true;
        }
        open.extend(node.children().map(|child| (child, depth + 1)));
    }
    false
}

/// A marker is drawn at every corner of a path, which the tree that is read makes elements of.
fn marks_too_much(document: &roxmltree::Document<'_>) -> bool {
    let elements = || document.descendants().filter(roxmltree::Node::is_element);
    let markers =
        elements().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "marker")));
    let marks = markers.map(|marker| marker.descendants().count()).sum::<usize>();
    let outlines = elements().filter_map(|node| node.attribute("d").or(node.attribute("points")));
    // A corner takes two characters at least.
    let corners = outlines.map(|outline| outline.len() / 2).sum::<usize>();
    marks.saturating_mul(corners) > MOST_ELEMENTS as usize
}

/// What may still be drawn.
struct Budget {
    elements: u32,
    layers: u32,
}

impl Budget {
    /// Whether a group can be drawn with all that it refers to, each as often as it does.
    fn pays(&mut self, group: &Group, depth: u32) -> bool {
        if depth == 0 {
            return false;
        }
        let layers = u32::from(group.should_isolate()) + count(group.filters());
        let Some(left) = self.layers.checked_sub(layers) else { return false };
        self.layers = left;
        let clipped = group.clip_path().is_none_or(|clip| {
            let outer = clip.clip_path().is_none_or(|outer| self.pays(outer.root(), depth - 1));
            outer && self.pays(clip.root(), depth - 1)
        });
        let masked = clipped
            && group.mask().is_none_or(|mask| {
                let outer = mask.mask().is_none_or(|outer| self.pays(outer.root(), depth - 1));
                outer && self.pays(mask.root(), depth - 1)
            });
        masked && group.children().iter().all(|node| self.pays_node(node, depth - 1))
    }

    fn pays_node(&mut self, node: &Node, depth: u32) -> bool {
        let Some(left) = self.elements.checked_sub(1) else { return false };
        self.elements = left;
        match node {
            Node::Group(group) => self.pays(group, depth),
            Node::Path(path) => {
                let fill = path.fill().map(resvg::usvg::Fill::paint);
                let stroke = path.stroke().map(resvg::usvg::Stroke::paint);
                [fill, stroke].into_iter().flatten().all(|paint| match paint {
                    Paint::Pattern(pattern) => self.pays(pattern.root(), depth),
                    _ => true,
                })
            }
            Node::Text(text) => self.pays(text.flattened(), depth),
            Node::Image(_) => true,
        }
    }
}

fn count<T>(things: &[T]) -> u32 {
    u32::try_from(things.len()).unwrap_or(u32::MAX)
}

fn options() -> Options<'static> {
    let left = AtomicU64::new(MOST_PIXELS);
    Options {
        font_family: SANS.to_owned(),
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: ImageHrefResolver {
            // What is written into the drawing itself may be a photograph, and no drawing within the drawing.
            resolve_data: Box::new(move |_, data, _| embedded(data, &left)),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn embedded(data: Arc<Vec<u8>>, left: &AtomicU64) -> Option<ImageKind> {
    let photo = Photo::open(&data).ok()?;
    let (width, height) = photo.size();
    let pixels = u64::from(width) * u64::from(height);
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(pixels))
        .ok()?;
    match photo.format() {
        Format::Jpeg => Some(ImageKind::JPEG(data)),
        Format::Png => Some(ImageKind::PNG(data)),
        Format::Gif => Some(ImageKind::GIF(data)),
        Format::WebP => Some(ImageKind::WEBP(data)),
        Format::Avif | Format::Svg => None,
    }
}

/// What newspapers' graphics are mostly lettered in, whatever it is called there.
const SANS: &str = "Broadsheet Sans";

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for face in Face::ALL {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
    }
    fonts.set_sans_serif_family(SANS);
    fonts.set_serif_family(SANS);
    fonts.set_monospace_family(SANS);
    Arc::new(fonts)
});
