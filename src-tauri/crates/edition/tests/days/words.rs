//! Invented sentences in English, Urdu and Hindi: none was ever printed.

use fastrand::Rng;
use model::{Block, Span};

use super::{Kind, Text};

pub(crate) const NAMES: [&str; 6] =
    ["Farah Lone", "Imtiaz Dar", "Nusrat Bhat", "Peter Thomas", "Sunil Kaul", "Zara Mehta"];

/// What a language says: who, does what, where, and after that; a sentence takes one of each.
struct Tongue {
    who: &'static [&'static str],
    does: &'static [&'static str],
    place: &'static [&'static str],
    after: &'static [&'static str],
    /// Ends a sentence.
    stop: &'static str,
}

const ENGLISH: Tongue = Tongue {
    who: &[
        "the harbour office",
        "a committee of nine ferrymen",
        "the irrigation department",
        "two schoolteachers from the upper villages",
        "the new stationmaster",
        "residents of the flooded quarter",
        "an independent arbitrator",
        "the electricity board's engineers",
        "a retired cartographer",
        "the women's cooperative",
        "the municipal commissioner",
        "apple growers",
        "nobody",
        "the court",
        "a spokesman for the observatory",
        "the team's youngest goalkeeper",
    ],
    does: &[
        "postponed the inspection of the bridge",
        "found no explanation for the measurements",
        "published a list of unpaid contributions",
        "asked for a second opinion on the tunnel",
        "will reopen the road on Thursday",
        "remembers a comparable winter only once",
        "counted forty-three boats and eleven barges",
        "has withdrawn its application",
        "promised that the turbines would be repaired",
        "accepted the recommendation unanimously",
        "argued against an extraordinary levy",
        "bought it for less than a cartload of timber",
        "won by a single point",
        "described the negotiations as straightforward",
        "knew nothing of it",
        "recommended a temporary embankment",
    ],
    place: &[
        "at the old ferry landing",
        "in the assembly hall",
        "above the second lock",
        "near Brenwar",
        "on the northern shore",
        "before an attentive audience",
        "outside the counting-house",
        "in Ashmarg and its neighbouring hamlets",
        "under the railway arches",
        "at Dunmor",
        "between the reservoir and the sawmill",
        "on the market square",
    ],
    after: &[
        "after three weeks of correspondence",
        "although the gauge had been read twice",
        "which surprised the older fishermen",
        "for the first time in a generation",
        "while the snow was still falling",
        "and the minutes say so",
        "because nobody had thought to ask",
        "as the ledger shows",
        "despite considerable uncertainty about the figures",
        "if the weather permits",
        "in accordance with the regulations of 1911",
        "on Monday",
    ],
    stop: ".",
};

const URDU: Tongue = Tongue {
    who: &[
        "بندرگاہ کے دفتر نے",
        "نو ملاحوں کی کمیٹی نے",
        "محکمہ آبپاشی کے افسر نے",
        "بالائی گاؤں کے دو استادوں نے",
        "نئے اسٹیشن ماسٹر نے",
        "سیب کے کاشت کاروں نے",
        "شہر کی عدالت نے",
        "رصد گاہ کے ترجمان نے",
    ],
    does: &[
        "پل کا معائنہ اگلے ہفتے تک ملتوی کر دیا",
        "پیمائش کی کوئی وجہ نہیں بتائی",
        "سڑک جمعرات کو کھولنے کا اعلان کیا",
        "تینتالیس کشتیاں اور گیارہ بجرے گنے",
        "اپنی درخواست واپس لے لی",
        "سفارش اتفاق رائے سے منظور کی",
        "عارضی بند بنانے کی تجویز دی",
        "صرف ایک نمبر سے مقابلہ جیتا",
    ],
    place: &[
        "پرانے گھاٹ پر",
        "جلسہ گاہ میں",
        "شمالی کنارے پر",
        "برینوار کے قریب",
        "منڈی کے چوک میں",
        "ریلوے کی محرابوں کے نیچے",
    ],
    after: &[
        "تین ہفتوں کی خط و کتابت کے بعد",
        "اگرچہ پانی دو بار ناپا گیا تھا",
        "جب کہ برف ابھی گر رہی تھی",
        "ایک نسل میں پہلی بار",
        "جیسا کہ رجسٹر میں لکھا ہے",
        "پیر کے روز",
    ],
    stop: "۔",
};

const HINDI: Tongue = Tongue {
    who: &[
        "बंदरगाह के दफ़्तर ने",
        "नौ मल्लाहों की समिति ने",
        "सिंचाई विभाग के अधिकारी ने",
        "ऊपर के गाँवों के दो शिक्षकों ने",
        "नए स्टेशन मास्टर ने",
        "सेब उगाने वाले किसानों ने",
        "शहर की अदालत ने",
        "वेधशाला के प्रवक्ता ने",
    ],
    does: &[
        "पुल का निरीक्षण अगले सप्ताह तक टाल दिया",
        "मापों का कोई कारण नहीं बताया",
        "सड़क गुरुवार को खोलने की घोषणा की",
        "तैंतालीस नावें और ग्यारह बजरे गिने",
        "अपना आवेदन वापस ले लिया",
        "सिफ़ारिश सर्वसम्मति से स्वीकार की",
        "अस्थायी बाँध बनाने का प्रस्ताव रखा",
        "केवल एक अंक से मुक़ाबला जीता",
    ],
    place: &[
        "पुराने घाट पर",
        "सभा भवन में",
        "उत्तरी किनारे पर",
        "ब्रेनवार के पास",
        "मंडी के चौक में",
        "रेलवे की मेहराबों के नीचे",
    ],
    after: &[
        "तीन सप्ताह के पत्राचार के बाद",
        "यद्यपि पानी दो बार नापा गया था",
        "जबकि बर्फ़ अब भी गिर रही थी",
        "एक पीढ़ी में पहली बार",
        "जैसा कि रजिस्टर में लिखा है",
        "सोमवार को",
    ],
    stop: "।",
};

/// A story of the length that a day asks for; longer ones have crossheads.
pub(crate) fn text(kind: Kind, random: &mut Rng) -> Text {
    let wanted = random.usize(kind.words.0..=kind.words.1);
    let (mut body, mut words) = (Vec::new(), 0);
    while words < wanted.max(1) {
        let count = random.usize(1..=4);
        let sentences: Vec<String> = (0..count).map(|_| sentence(kind.language, random)).collect();
        let paragraph = sentences.join(" ");
        words += paragraph.split(' ').count();
        body.push(Block::paragraph(paragraph));
        if body.len() % 9 == 8 && words + 60 < wanted {
            let words = pick(tongue(kind.language).place, random);
            body.push(Block::Heading { level: 2, spans: vec![Span::plain(capital(words))] });
        }
    }
    Text { headline: headline(kind.language, random), deck: sentence(kind.language, random), body }
}

/// One sentence with its stop.
pub(crate) fn sentence(language: &str, random: &mut Rng) -> String {
    let tongue = tongue(language);
    let mut words = vec![pick(tongue.who, random), pick(tongue.does, random)];
    let at = if language == "en" { words.len() } else { 1 };
    if random.bool() {
        words.insert(at, pick(tongue.place, random));
    }
    if random.bool() {
        let at = if language == "en" { words.len() } else { 0 };
        words.insert(at, pick(tongue.after, random));
    }
    capital(&words.join(" ")) + tongue.stop
}

fn headline(language: &str, random: &mut Rng) -> String {
    let tongue = tongue(language);
    let words = format!("{} {}", pick(tongue.who, random), pick(tongue.does, random));
    if language != "en" {
        return words;
    }
    let small = ["a", "and", "at", "for", "from", "in", "of", "on", "the", "than", "that", "to"];
    let words = words.split(' ').enumerate().map(|(at, word)| {
        if at > 0 && small.contains(&word) { word.to_owned() } else { capital(word) }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn tongue(language: &str) -> &'static Tongue {
    match language {
        "ur" => &URDU,
        "hi" => &HINDI,
        _ => &ENGLISH,
    }
}

fn pick(of: &[&'static str], random: &mut Rng) -> &'static str {
    of[random.usize(0..of.len())]
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
