//! What pictures come out as, and what is refused before it costs anything.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::io::Cursor;

use darkroom::{Format, Photo};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage};

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Red above, blue below, twice as wide as high.
fn flag() -> DynamicImage {
    let colour = |y| if y < 20 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(80, 40, |_, y| colour(y)))
}

fn refusal(bytes: &[u8]) -> String {
    Photo::check(bytes).unwrap_err().0
}

#[test]
fn a_picture_that_was_cut_short_is_not_taken_for_a_whole_one() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let whole = encoded(&flag(), format);
        assert!(Photo::check(&whole).is_ok(), "{format:?}");
        // What a camera adds behind it does no harm.
        let more = [whole.as_slice(), b"more of the maker's"].concat();
        assert!(Photo::check(&more).is_ok(), "{format:?}");
        assert!(Photo::check(&whole[..whole.len() / 2]).is_err(), "{format:?}");
    }
}

#[test]
fn what_is_no_picture_is_told_apart() {
    for (bytes, why) in [
        (&b"<!DOCTYPE html><html>"[..], "web page"),
        (b"<!DOCTYPE html><html><svg xmlns='http://www.w3.org/2000/svg'/>", "web page"),
        (b"", "empty"),
        (b"\xff\xd8\xff\xe0 cut short", "end is missing"),
        (b"rubbish", "no known"),
    ] {
        assert!(refusal(bytes).contains(why), "{why}");
    }
}

#[test]
fn a_picture_that_lies_on_its_side_is_stood_upright_whatever_is_made_of_it() {
    let mut lying = Vec::new();
    let picture = flag().rotate270().into_rgb8();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut lying);
    // Big-endian TIFF with one entry: orientation 6, to be turned clockwise.
    let turned = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    encoder.set_exif_metadata(turned.to_vec()).unwrap();
    encoder.write_image(&picture, 40, 80, ExtendedColorType::Rgb8).unwrap();

    let photo = Photo::check(&lying).unwrap();
    assert_eq!(photo.size(), (80, 40));
    let pixels = photo.pixels(80).unwrap();
    assert_eq!((pixels.width, pixels.height), (80, 40));
    assert!(pixels.rgba[0] > 180 && pixels.rgba[pixels.rgba.len() - 4] < 60, "red is above");
    let (_, small) = photo.narrow(20).unwrap();
    assert_eq!(Photo::open(&small).unwrap().size(), (20, 10));
    let darkroom::Printable::Jpeg(printed) = photo.printable(80).unwrap() else { panic!() };
    assert_eq!(Photo::open(&printed).unwrap().size(), (80, 40));
}

#[test]
fn bombs_are_refused_before_they_are_decoded_in_one_clear_sentence() {
    // A PNG of 60,000 × 60,000 pixels that is a few bytes long.
    let mut png = encoded(&flag(), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let header = crc(&png[12..29]);
    png[29..33].copy_from_slice(&header.to_be_bytes());
    assert_eq!(refusal(&png), "it has 60000 × 60000 pixels, more than 50 million");

    let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    for _ in 0..100_000 {
        gif.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    gif.push(b';');
    assert_eq!(refusal(&gif), "it moves through more than 10,000 pictures");

    let laughs: String = (1..10)
        .map(|level| {
            let inner = format!("&l{};", level - 1).repeat(10);
            format!("<!ENTITY l{level} \"{inner}\">")
        })
        .collect();
    let uses: String = (1..9)
        .map(|level| {
            let inner = format!("<use href='#g{}'/>", level - 1).repeat(10);
            format!("<g id='g{level}'>{inner}</g>")
        })
        .collect();
    let masks: String = (1..9)
        .map(|level| {
            let rect = format!("<rect width='9' height='9' mask='url(#m{})'/>", level - 1);
            format!("<mask id='m{level}'>{}</mask>", rect.repeat(10))
        })
        .collect();
    let sheet: String =
        (1..9).map(|level| format!(".c{level}{{mask:url(#m{})}}", level - 1)).collect();
    let styled: String = (1..9)
        .map(|level| {
            let rect = format!("<rect width='9' height='9' class='c{level}'/>");
            format!("<mask id='m{level}'>{}</mask>", rect.repeat(10))
        })
        .collect();
    let tagged: String = (1..9)
        .map(|level| format!("rect.k{level}, g > .k{level}{{mask:url(#m{})}}", level - 1))
        .collect();
    let rect = "<rect width='9' height='9'/>";
    for (what, drawing) in [
        (
            "entities",
            format!(
                "<!DOCTYPE svg [<!ENTITY l0 \"ha\">{laughs}]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&l9;</text></svg>"
            ),
        ),
        ("uses", svg(&format!("<g id='g0'>{rect}</g>{uses}<use href='#g8'/>"))),
        (
            "masks",
            svg(&format!(
                "<mask id='m0'>{rect}</mask>{masks}<rect width='9' height='9' mask='url(#m8)'/>"
            )),
        ),
        (
            "masks by a sheet",
            svg(&format!(
                "<style>{sheet}</style><mask id='m0'>{rect}</mask>{styled}<rect width='9' height='9' class='c8'/>"
            )),
        ),
        (
            "masks by other rules",
            svg(&format!(
                "<style>{tagged}</style><mask id='m0'>{rect}</mask>{}",
                styled.replace("class='c", "class='k")
            )),
        ),
        ("depth", svg(&format!("{}{rect}{}", "<g>".repeat(500), "</g>".repeat(500)))),
    ] {
        assert!(Photo::check(drawing.as_bytes()).is_err(), "{what}");
    }
}

fn svg(content: &str) -> String {
    format!("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'>{content}</svg>")
}

/// The check of a chunk of PNG (its annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
    })
}

#[test]
fn a_drawing_comes_as_pixels_with_its_lettering_and_without_what_lies_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.png");
    std::fs::write(&secret, encoded(&flag(), ImageFormat::Png)).unwrap();
    let drawn = |content: &str| {
        let bytes = svg(content);
        let photo = Photo::check(bytes.as_bytes()).unwrap();
        assert_eq!((photo.format(), photo.size()), (Format::Svg, (90, 60)));
        photo.pixels(180).unwrap()
    };
    let dark =
        |pixels: &darkroom::Pixels| pixels.rgba.chunks(4).filter(|pixel| pixel[3] > 99).count();
    // As drawing programs write it: classes, gradients, and a part clipped by another.
    let usual = drawn(
        "<style>.st0{fill:url(#g);} .st1{clip-path:url(#c);fill:#000;}</style>
         <linearGradient id='g'><stop class='st2' stop-color='#000'/></linearGradient>
         <clipPath id='c'><rect width='20' height='20'/></clipPath>
         <rect class='st0' x='40' width='20' height='20'/><g class='st1'><rect width='90' height='60'/></g>",
    );
    assert_eq!(dark(&usual), 2 * 40 * 40);
    let lettered = drawn("<text x='5' y='30' font-family='Arial'>42 %</text>");
    assert_eq!((lettered.width, lettered.height), (180, 120), "as sharp as it is wanted");
    assert!(dark(&lettered) > 200);
    let address = secret.display();
    let outside = drawn(&format!(
        "<script>alert(1)</script><image width='90' height='60' href='{address}'/>
         <image width='90' height='60' href='file://{address}'/>"
    ));
    assert_eq!(dark(&outside), 0);
    let photo = svg("<rect width='90' height='60' fill='red'/>");
    let (format, _) = Photo::check(photo.as_bytes()).unwrap().developed().unwrap();
    assert_ne!(format, Format::Svg, "it is never shown raw");
}

#[test]
fn a_moving_picture_is_shown_by_its_first_and_says_that_it_moves() {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for colour in [[250, 0, 0, 255], [0, 250, 0, 255], [0, 0, 250, 255]] {
        let frame = image::RgbaImage::from_pixel(9, 9, image::Rgba(colour));
        encoder.encode_frame(image::Frame::new(frame)).unwrap();
    }
    drop(encoder);
    let photo = Photo::check(&bytes).unwrap();
    assert_eq!(photo.frames(), 3);
    let (format, still) = photo.developed().unwrap();
    let still = Photo::open(&still).unwrap();
    assert_eq!((still.frames(), format != Format::Gif), (1, true));
    assert!(still.pixels(9).unwrap().rgba[0] > 200, "the first is red");
}

#[test]
fn what_presses_and_new_browsers_use_comes_out_in_its_colours() {
    let folder = tempfile::tempdir().unwrap();
    for (name, colours) in [("press.jpg", "CMYK"), ("new.avif", "sRGB")] {
        let path = folder.path().join(name);
        let mut convert = std::process::Command::new("convert");
        convert.args(["-size", "90x60", "xc:rgb(200,40,40)", "-colorspace", colours]).arg(&path);
        assert!(convert.status().expect("ImageMagick is installed").success());
        let bytes = std::fs::read(&path).unwrap();
        let pixels = Photo::check(&bytes).unwrap().pixels(90).unwrap();
        assert_eq!((pixels.width, pixels.height), (90, 60), "{name}");
        let near = |at: usize, tone: u8| pixels.rgba[4000 + at].abs_diff(tone) < 6;
        assert!(near(0, 200) && near(1, 40) && near(2, 40), "{name}: {:?}", &pixels.rgba[..4]);
    }
}

#[test]
fn whatever_the_bytes_nothing_panics() {
    let mut random = fastrand::Rng::with_seed(7);
    let drawing = svg("<rect width='9' height='9' fill='url(#g)'/><text>a</text>").into_bytes();
    let mut seeds: Vec<Vec<u8>> =
        [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif]
            .map(|format| encoded(&flag(), format))
            .into();
    seeds.push(drawing);
    for _ in 0..400 {
        let mut bytes = seeds[random.usize(..seeds.len())].clone();
        for _ in 0..random.usize(1..8) {
            let at = random.usize(..bytes.len());
            bytes[at] = random.u8(..);
        }
        bytes.truncate(random.usize(1..=bytes.len()));
        if let Ok(photo) = Photo::open(&bytes) {
            drop((photo.pixels(50), photo.own_data(), photo.likeness()));
        }
    }
}
