use jiff::civil::Weekday;
use model::{Block, Moment};

use crate::newspaper::paper::{Picture, Post};

/// A story that the paper prints in English and this site under its own words.
struct Translated {
    slug: &'static str,
    headline: &'static str,
    deck: &'static str,
}

const GALLERIES: [Translated; 2] = [
    Translated {
        slug: "a-lake-wakes",
        headline: "جھیل ہمیشہ کی ترتیب سے جاگتی ہے",
        deck: "طلوعِ آفتاب سے دس بجے تک کنارے سے آٹھ تصویریں، جہاں جہاں دھند نے جگہ دی۔",
    },
    Translated {
        slug: "what-the-market-smells-of",
        headline: "پرانے بازار کی خوشبو، دکان بہ دکان",
        deck: "ایک گلی کی چھ تصویریں، جس میں محلے کا ایک نابینا استاد روز بغیر لاٹھی کے چلتا ہے۔",
    },
];

const CUTLINES: [(&str, &str); 14] = [
    (
        "snow-peaks-lake.jpg",
        "اتوار کو ساڑھے نو بجے کملاسر کے کنارے سے شیران جھیل؛ دھند چھٹ چکی ہے اور ہوا ابھی نہیں چلی۔",
    ),
    (
        "marsh-birds.jpg",
        "طلوع کے وقت پرانے بند کے نیچے کم پانی میں دو پرندے۔ ہفتے کو بھی ان کے بیچ اتنا ہی فاصلہ تھا۔",
    ),
    (
        "duck.jpg",
        "گھاٹ کے نیچے ایک سفید بطخ، سات بجے کے سیاہ پانی کے پاس۔ یہ چائے والے کی ہے اور دوپہر کو خود گھر لوٹ جاتی ہے۔",
    ),
    (
        "heron.jpg",
        "دوسری نہر کے پاس جھاڑی میں ایک چھوٹا بگلا کسی کی بے احتیاطی کا انتظار کر رہا ہے۔",
    ),
    (
        "kingfisher.jpg",
        "پن چکی کی نالی پر کائی بھری شاخ پر رام چڑیا۔ کیمرہ دو گھنٹے تیار رہا، پرندہ نو سیکنڈ۔",
    ),
    ("drying-wings.jpg", "کنول کے کھیتوں کے پاس ایک غوطہ خور پرندہ درخت پر پر سکھا رہا ہے۔"),
    ("shrike.jpg", "مشرقی کنارے کے سرکنڈوں پر پتلی ٹہنی سے ایک لٹورا پہرہ دے رہا ہے۔"),
    ("osprey.jpg", "سب سے آخر میں: دس بجے کشتیوں کے راستے پر ننگی شاخ پر ایک مچھلی خور عقاب۔"),
    (
        "spice-stall.jpg",
        "منگل کو گلی کے دہانے پر مسالے۔ 1996 میں برابر والی عدالت کی شکایت کے بعد سے مرچ پیچھے رکھی جاتی ہے۔",
    ),
    ("coffee.jpg", "پرانے بازار میں کافی کی اکلوتی پیالی، اسٹیشنری کی دکان پر، لال طشتری میں۔"),
    (
        "fig-bowl.jpg",
        "خشک میوے کی دکان کے باہر لال پیالے میں آدھا انجیر: نمونہ۔ دوسرا آدھا فوٹوگرافر کا تھا۔",
    ),
    (
        "paint-brushes.jpg",
        "تختی لکھنے والے کے ہاں برتن کے پاس برش۔ خشک موسم میں تارپین کی بو گیارہ دکانوں تک جاتی ہے۔",
    ),
    (
        "dahlia.jpg",
        "پھول والے کے صحن میں سال کا آخری ڈہلیا۔ اس میں کوئی خوشبو نہیں؛ وہ کہتا ہے اسی لیے دیر تک رہتا ہے۔",
    ),
    (
        "hens.jpg",
        "گلی کے آخری سرے پر گھاس میں رہنے والی چار مرغیاں۔ جسے ان کی بو آئے وہ حجام سے آگے نکل آیا ہے۔",
    ),
];

const SECTIONS: [(&str, &str); 18] = [
    ("top-news", "اہم خبریں"),
    ("city-towns", "شہر و قصبات"),
    ("local", "مقامی"),
    ("business", "کاروبار"),
    ("nation", "ملک"),
    ("world", "دنیا"),
    ("sports", "کھیل"),
    ("opinion", "رائے"),
    ("editorial", "اداریہ"),
    ("on-heritage", "ورثہ"),
    ("creative-beats", "تخلیقی دنیا"),
    ("interalia", "متفرقات"),
    ("wide-angle", "وسیع زاویہ"),
    ("other-view", "دوسرا رخ"),
    ("art-space", "گوشۂ فن"),
    ("photo-gallery", "تصویریں"),
    ("cartoon", "کارٹون"),
    ("epaper", "ای پیپر"),
];

const MONTHS: [&str; 12] = [
    "جنوری",
    "فروری",
    "مارچ",
    "اپریل",
    "مئی",
    "جون",
    "جولائی",
    "اگست",
    "ستمبر",
    "اکتوبر",
    "نومبر",
    "دسمبر",
];

fn translated(slug: &str) -> Option<&'static Translated> {
    GALLERIES.iter().find(|gallery| gallery.slug == slug)
}

/// Whether the site has its own words for a gallery.
pub(super) fn has(slug: &str) -> bool {
    translated(slug).is_some()
}

/// A story's headline in Urdu.
pub(super) fn headline(post: &Post) -> &str {
    translated(&post.slug).map_or(&post.reading.headline, |gallery| gallery.headline)
}

/// A story's summary in Urdu, or nothing.
pub(super) fn deck(post: &Post) -> &str {
    translated(&post.slug).map_or(&post.reading.deck, |gallery| gallery.deck)
}

/// A story's text in Urdu; a gallery has none.
pub(super) fn body(post: &Post) -> &[Block] {
    if has(&post.slug) { &[] } else { &post.reading.body }
}

/// Who wrote it: `رخسار انجم`, or the paper's own people.
pub(super) fn byline(post: &Post) -> &str {
    let is_urdu = post.author().chars().any(|c| matches!(c, '\u{600}'..='\u{6ff}'));
    if is_urdu { post.author() } else { "نمائندہ لینٹرن" }
}

/// What is printed under a picture.
pub(super) fn cutline(picture: &Picture) -> &str {
    let found = CUTLINES.iter().find(|(file, _)| *file == picture.file);
    found.map_or(&picture.cutline, |(_, cutline)| cutline)
}

/// A section's name.
pub(super) fn section(slug: &str) -> &'static str {
    SECTIONS.iter().find(|(it, _)| *it == slug).map_or("متفرق", |(_, name)| name)
}

/// `منگل، ۲۴ نومبر ۲۰۲۶ء، شام ۷ بج کر ۴۰ منٹ`.
pub(super) fn date(moment: Moment) -> String {
    let time = moment.offset.to_datetime(moment.timestamp);
    let weekday = match time.date().weekday() {
        Weekday::Sunday => "اتوار",
        Weekday::Monday => "پیر",
        Weekday::Tuesday => "منگل",
        Weekday::Wednesday => "بدھ",
        Weekday::Thursday => "جمعرات",
        Weekday::Friday => "جمعہ",
        Weekday::Saturday => "ہفتہ",
    };
    let part = match time.hour() {
        4..=11 => "صبح",
        12..=15 => "دوپہر",
        16..=19 => "شام",
        _ => "رات",
    };
    let month = usize::from(time.month().unsigned_abs()).saturating_sub(1);
    let hour = (i16::from(time.hour()) + 11) % 12 + 1;
    let minute = match time.minute() {
        0 => " بجے".to_owned(),
        minute => format!(" بج کر {} منٹ", number(minute.into())),
    };
    format!(
        "{weekday}، {} {} {}ء، {part} {}{minute}",
        number(time.day().into()),
        MONTHS[month],
        number(time.year()),
        number(hour)
    )
}

/// A number in the digits of Urdu.
pub(super) fn number(number: i16) -> String {
    let digit = |c: char| match c.to_digit(10) {
        Some(value) => char::from_u32(0x6f0 + value).unwrap_or(c),
        None => c,
    };
    number.to_string().chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_words() {
        let date = |time: &str| date(time.parse().unwrap());
        assert_eq!(date("2026-11-24T19:40:00+05:30"), "منگل، ۲۴ نومبر ۲۰۲۶ء، شام ۷ بج کر ۴۰ منٹ");
        assert_eq!(date("2026-11-22T00:00:00+05:30"), "اتوار، ۲۲ نومبر ۲۰۲۶ء، رات ۱۲ بجے");
    }
}
