#![expect(clippy::cast_precision_loss, reason = "measures for a judge, not numbers to count with")]
//! What the words of a passage look like, and what they have in common with others.

use std::hash::BuildHasher as _;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::{FxBuildHasher, FxHashSet};

/// Words with which something begins that is not the story's.
const BEGINS: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "more on",
    "related",
    "see also",
    "more:",
    "read:",
    "watch:",
    "watch |",
    "listen:",
    "also:",
    "read next",
    "up next",
    "don't miss",
    "you may also",
    "you might also",
    "recommended",
    "most read",
    "trending",
    "on the same topic",
    "lesen sie",
    "mehr zum",
    "auch interessant",
    "weitere",
    "mehr dazu",
    "lesetipp",
    "lee también",
    "lea también",
    "te puede interesar",
    "más información",
    "leer más",
    "à lire",
    "lire aussi",
    "leggi anche",
    "leia mais",
    "leia também",
    "läs mer",
    "les også",
    "les mer",
    "lees ook",
    "czytaj",
    "zobacz",
    "читайте",
    "также по теме",
    "もっと",
    "関連",
    "관련",
    "اقرأ",
    "مزید",
    "यह भी",
    "ये भी",
    "devamını",
];
/// Words of what a site says beside its stories, by what they are about.
const HOLDS: [&[&str]; 7] = [
    // Its letters, its prices.
    &[
        "newsletter",
        "subscribe",
        "subscription",
        "subscriber",
        "sign up",
        "sign in",
        "log in",
        "register",
        "abonnement",
        "abonnieren",
        "abo ",
        "registrieren",
        "anmelden",
        "suscríbete",
        "suscripción",
        "abonnez",
        "inbox",
        "free trial",
        "unlimited",
        "epaper",
        "e-paper",
        "delivered",
        "für nur",
        "testen",
        "premium",
    ],
    // Other places.
    &[
        "whatsapp",
        "telegram",
        "facebook",
        "twitter",
        "instagram",
        "youtube",
        "google news",
        "app store",
        "google play",
        "linkedin",
        "tiktok",
        "follow us",
        "follow her",
        "follow him",
        "follow @",
        "podcast",
        "smartphone",
        "download",
    ],
    // Its rights.
    &[
        "cookie",
        "privacy",
        "privatsphäre",
        "datenschutz",
        "terms of",
        "copyright",
        "©",
        "rights reserved",
        "disclaimer",
        "consent",
        "einwilligung",
        "javascript",
        "browser",
    ],
    // Its readers.
    &[
        "comments",
        "comment",
        "kommentar",
        "commentaires",
        "comentarios",
        "reply",
        "respond",
        "forum",
        "moderat",
        "letter to the editor",
        "feedback",
        "have a tip",
        "contact us",
    ],
    // Who made it.
    &[
        "reporting by",
        "editing by",
        "additional reporting",
        "contributed to this",
        "written by",
        "staff writer",
        "correspondent",
        "journalist",
        "redakteur",
        "reporter",
        "editor",
        "may be reached",
        "contact",
        "author",
        "autor",
        "redaktion",
        "is a freelance",
        "@",
    ],
    // Whose picture it is.
    &[
        "getty",
        "reuters",
        "afp",
        "ap photo",
        "/ap",
        "dpa",
        "epa",
        "imago",
        "picture alliance",
        "shutterstock",
        "file photo",
        "image:",
        "photo:",
        "photo by",
        "photo courtesy",
        "courtesy of",
        "credit",
        "pictured",
        "foto:",
        "bild:",
        "picture:",
        "pic:",
        "photograph",
        "(photo",
        "(image",
        "quelle:",
        "source:",
        "montage",
        "archiv",
    ],
    // When, and how long.
    &[
        "published",
        "updated",
        "veröffentlicht",
        "aktualisiert",
        "posted",
        "minutes to read",
        "min read",
        "minute read",
        "lesezeit",
        "last modified",
        "correction",
        "stand:",
        "uhr",
    ],
];

/// The words of a text, as hashes of what they are in lower case.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: Vec<u64>,
    set: FxHashSet<u64>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut lower = String::new();
        let all: Vec<u64> = words
            .map(|word| {
                lower.clear();
                lower.extend(word.chars().flat_map(char::to_lowercase));
                FxBuildHasher.hash_one(lower.as_str())
            })
            .collect();
        Self { set: all.iter().copied().collect(), all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Hashes of all runs of three words.
    pub(super) fn threes(&self) -> impl Iterator<Item = u64> {
        self.all.windows(3).map(|three| FxBuildHasher.hash_one(three))
    }

    /// What two texts have in common, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let both = self.set.intersection(&other.set).count() as f32;
        both / (self.set.len() + other.set.len()).max(1) as f32 * 2.0
    }
}

/// Measures of a text by its signs, each by itself.
pub(super) fn of_text(text: &str, words: &Words, letters: f32) -> Vec<f32> {
    let mut counts = [0.0_f32; 6];
    for c in text.chars() {
        match c {
            '.' | '!' | '?' | '।' | '۔' | '。' => counts[0] += 1.0,
            '…' => counts[0] += 1.0,
            ',' | '،' | '、' | ';' => counts[1] += 1.0,
            '"' | '“' | '”' | '«' | '„' | '‘' | '’' => counts[4] += 1.0,
            '»' => {
                counts[4] += 1.0;
                counts[5] += 1.0;
            }
            '|' | '•' | '›' | '→' | '/' => counts[5] += 1.0,
            _ if c.is_ascii_digit() => counts[2] += 1.0,
            _ if c.is_uppercase() => counts[3] += 1.0,
            _ => {}
        }
    }
    let count = words.len().max(1) as f32;
    let lower = text.to_lowercase();
    let mut all = vec![
        count.ln(),
        letters / count,
        counts[0] / count,
        counts[1] / count,
        counts[2] / letters,
        counts[3] / letters,
        counts[4].min(6.0),
        counts[5].min(6.0),
        flag(text.starts_with(char::is_lowercase)),
        flag(text.ends_with('?')),
        flag(begins_call(&lower)),
        flag(text.starts_with(['-', '–', '—', '•', '*', '·'])),
        flag(text.ends_with([')', ']', '»', '→', '>'])),
        flag(text.trim_end_matches(['.', '…']).len() + 2 < text.len()),
        flag(lower.starts_with(['(', '[']) && lower.ends_with([')', ']'])),
    ];
    all.extend(held(&lower));
    all
}

/// Whether a text begins as what leads to other stories does.
pub(super) fn is_call(text: &str) -> bool {
    begins_call(&text.to_lowercase())
}

fn begins_call(lower: &str) -> bool {
    BEGINS.iter().any(|begin| lower.starts_with(begin))
}

/// How many of the words of each kind stand in a text.
fn held(lower: &str) -> [f32; HOLDS.len()] {
    static ALL: LazyLock<AhoCorasick> = LazyLock::new(|| {
        AhoCorasick::new(HOLDS.iter().copied().flatten()).expect("a few hundred short words")
    });
    let mut found = FxHashSet::default();
    found.extend(ALL.find_overlapping_iter(lower).map(|hit| hit.pattern().as_usize()));
    let mut first = 0;
    HOLDS.map(|words| {
        let count = found.iter().filter(|at| (first..first + words.len()).contains(*at)).count();
        first += words.len();
        count as f32
    })
}

/// Whether a text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '“', '»', '«', '’', '\'', ')', ']', ' ']);
    end.ends_with(['.', '!', '?', '…', '।', '۔', '。', '！', '？'])
}

pub(super) fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}
