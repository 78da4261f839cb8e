//! Words of the page itself, in the languages in which it speaks.

use jiff::civil::Date;
use makeup::format::Script;
use typeset::Language;

use crate::copy::script_of;

/// A phrase in English, Urdu and Hindi; `{}` stands for what it tells of.
pub(crate) type Phrase = [&'static str; 3];

pub(crate) const INSIDE: Phrase = ["Inside", "اندر کے صفحات", "अंदर के पृष्ठ"];
pub(crate) const IN_THIS_PAPER: Phrase = ["In This Paper", "اس شمارے میں", "इस अंक में"];
pub(crate) const BY_THE_NUMBERS: Phrase = ["By the Numbers", "اعداد و شمار", "आँकड़ों में"];
pub(crate) const TIMELINE: Phrase = ["Timeline", "کب کیا ہوا", "कब क्या हुआ"];
pub(crate) const SELECTION: Phrase = ["A selection.", "انتخاب۔", "चुने हुए समाचार।"];
pub(crate) const WHOLE_DAY: Phrase = ["A whole day.", "مکمل شمارہ۔", "पूरा अंक।"];
pub(crate) const NOTHING_MISSING: Phrase =
    ["Nothing is missing.", "کچھ بھی غائب نہیں۔", "कुछ भी छूटा नहीं है।"];
pub(crate) const PART_OF_DAY: Phrase =
    ["Not yet a whole day.", "شمارہ ابھی مکمل نہیں۔", "अंक अभी पूरा नहीं है।"];
pub(crate) const SOME_MISSING: Phrase =
    ["Some of it is not held.", "اس کا کچھ حصہ موجود نہیں۔", "इसका कुछ भाग उपलब्ध नहीं है।"];

const PAGE: Phrase = ["Page {}", "صفحہ {}", "पृष्ठ {}"];
const PART: Phrase = ["Page {} of {}", "صفحہ {} از {}", "पृष्ठ {} / {}"];
const CONTINUED: Phrase = ["Continued on {}", "باقی {}", "शेष {} पर"];
const FROM: Phrase = [", from {}", "، {} سے آگے", ", {} से आगे"];
const BRIEFS: Phrase = ["{} in Brief", "{}: مختصر خبریں", "{}: संक्षेप में"];
pub(crate) const IN_PICTURES: Phrase = ["In Pictures", "تصویروں میں", "तस्वीरों में"];
pub(crate) const AS_PRINTED: Phrase = ["The Paper as Printed", "چھپا ہوا اخبار", "छपा हुआ अख़बार"];
const BRIEFS_OF_DAY: Phrase = ["The Day in Brief", "مختصر خبریں", "दिन संक्षेप में"];
const PAGES: [Phrase; 2] = [["{} page", "{} صفحہ", "{} पृष्ठ"], ["{} pages", "{} صفحات", "{} पृष्ठ"]];
const STORIES: [Phrase; 2] =
    [["{} story", "{} خبر", "{} समाचार"], ["{} stories", "{} خبریں", "{} समाचार"]];
const PICTURES: [Phrase; 2] =
    [["{} picture", "{} تصویر", "{} तस्वीर"], ["{} pictures", "{} تصاویر", "{} तस्वीरें"]];
const AND: Phrase = [" and ", "، ", " और "];
const ON: Phrase = [" on ", "، ", ", "];
const STOP: Phrase = [".", "۔", "।"];

pub(crate) const WEEKDAYS: [Phrase; 7] = [
    ["Monday", "پیر", "सोमवार"],
    ["Tuesday", "منگل", "मंगलवार"],
    ["Wednesday", "بدھ", "बुधवार"],
    ["Thursday", "جمعرات", "गुरुवार"],
    ["Friday", "جمعہ", "शुक्रवार"],
    ["Saturday", "ہفتہ", "शनिवार"],
    ["Sunday", "اتوار", "रविवार"],
];
pub(crate) const MONTHS: [Phrase; 12] = [
    ["January", "جنوری", "जनवरी"],
    ["February", "فروری", "फ़रवरी"],
    ["March", "مارچ", "मार्च"],
    ["April", "اپریل", "अप्रैल"],
    ["May", "مئی", "मई"],
    ["June", "جون", "जून"],
    ["July", "جولائی", "जुलाई"],
    ["August", "اگست", "अगस्त"],
    ["September", "ستمبر", "सितंबर"],
    ["October", "اکتوبر", "अक्टूबर"],
    ["November", "نومبر", "नवंबर"],
    ["December", "دسمبر", "दिसंबर"],
];

/// A language in which the page speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    /// Where a paper's own language is not known here, too.
    English,
    Urdu,
    Hindi,
}

impl Words {
    /// The words beside a text: in its language, or in the nearest that is known.
    pub(crate) fn of(language: &str) -> Self {
        match language.split(['-', '_']).next().unwrap_or_default() {
            "ur" | "ks" | "pnb" => Self::Urdu,
            "hi" | "mr" | "ne" => Self::Hindi,
            _ => Self::English,
        }
    }

    /// The words of a page of a paper: in the paper's language if that has the page's script.
    pub(crate) fn on_page(language: &str, script: Script) -> Self {
        match script {
            _ if script_of(language) == script => Self::of(language),
            Script::Nastaliq => Self::Urdu,
            Script::Latin => Self::English,
        }
    }

    /// The language for shaping.
    pub(crate) fn language(self) -> Language {
        match self {
            Self::English => Language::ENGLISH,
            Self::Urdu => Language::URDU,
            Self::Hindi => Language::HINDI,
        }
    }

    /// A phrase that tells of nothing.
    pub(crate) fn say(self, phrase: Phrase) -> &'static str {
        phrase[self as usize]
    }

    /// "Page 5".
    pub(crate) fn page(self, number: usize) -> String {
        self.say(PAGE).replacen("{}", &self.number(number), 1)
    }

    /// "Page 2 of 3", of a story.
    pub(crate) fn part(self, part: usize, parts: usize) -> String {
        let part = self.say(PART).replacen("{}", &self.number(part), 1);
        part.replacen("{}", &self.number(parts), 1)
    }

    /// What stands before and after the page on which a story goes on.
    pub(crate) fn continued(self) -> (&'static str, &'static str) {
        around(self.say(CONTINUED))
    }

    /// What stands between a story's first words and the page from which it comes, and after that.
    pub(crate) fn jumped_from(self) -> (&'static str, &'static str) {
        around(self.say(FROM))
    }

    /// The headline over a section's short stories.
    pub(crate) fn briefs(self, section: Option<&str>) -> String {
        section.map_or_else(
            || self.say(BRIEFS_OF_DAY).to_owned(),
            |section| self.say(BRIEFS).replacen("{}", section, 1),
        )
    }

    /// "22 pages".
    pub(crate) fn pages(self, count: usize) -> String {
        self.counted(count, PAGES)
    }

    /// "54 stories".
    pub(crate) fn stories(self, count: usize) -> String {
        self.counted(count, STORIES)
    }

    /// "54 stories and 38 pictures."
    pub(crate) fn held(self, stories: usize, pictures: usize) -> String {
        let pictures = self.counted(pictures, PICTURES);
        [&self.stories(stories), self.say(AND), &pictures, self.say(STOP)].concat()
    }

    /// "Tuesday, 24 November 2026. 54 stories on 22 pages."
    pub(crate) fn imprint(self, day: Date, stories: usize, pages: usize) -> String {
        let (stop, on) = (self.say(STOP), self.say(ON));
        [&self.date(day), stop, " ", &self.stories(stories), on, &self.pages(pages), stop].concat()
    }

    /// A day as the folio has it: "Tuesday, 24 November 2026".
    pub(crate) fn date(self, day: Date) -> String {
        let at = |number: i8| usize::try_from(number).unwrap_or(0);
        let weekday = self.say(WEEKDAYS[at(day.weekday().to_monday_zero_offset()) % 7]);
        let month = self.say(MONTHS[(at(day.month()) + 11) % 12]);
        let number = self.number(at(day.day()));
        let year = self.number(usize::try_from(day.year()).unwrap_or(0));
        match self {
            Self::Urdu => format!("{weekday}، {number} {month} {year}ء"),
            Self::English | Self::Hindi => format!("{weekday}, {number} {month} {year}"),
        }
    }

    /// A number in the figures of the language.
    pub(crate) fn number(self, number: usize) -> String {
        let plain = number.to_string();
        if self != Self::Urdu {
            return plain;
        }
        let figure = |figure: char| {
            figure.to_digit(10).and_then(|digit| char::from_u32(u32::from('۰') + digit))
        };
        plain.chars().filter_map(figure).collect()
    }

    fn counted(self, count: usize, [one, many]: [Phrase; 2]) -> String {
        let phrase = if count == 1 { one } else { many };
        self.say(phrase).replacen("{}", &self.number(count), 1)
    }
}

/// Who wrote a story; in a language that is not English, the name as the paper has it.
pub(crate) fn by(name: &str, language: &str) -> String {
    let is_english = language.is_empty() || language.starts_with("en");
    if is_english && !name.to_lowercase().starts_with("by ") {
        format!("By {}", name.to_uppercase())
    } else {
        name.to_owned()
    }
}

/// What stands before and after the gap of a phrase.
fn around(phrase: &'static str) -> (&'static str, &'static str) {
    phrase.split_once("{}").unwrap_or((phrase, ""))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_written_as_its_language_writes_it() {
        let day = date(2026, 11, 24);
        assert_eq!(Words::of("en-IN").date(day), "Tuesday, 24 November 2026");
        assert_eq!(Words::of("ur").date(day), "منگل، ۲۴ نومبر ۲۰۲۶ء");
        assert_eq!(Words::of("hi").date(day), "मंगलवार, 24 नवंबर 2026");
    }

    #[test]
    fn one_story_is_not_one_stories() {
        assert_eq!(Words::English.held(1, 2), "1 story and 2 pictures.");
        let day = date(2026, 1, 4);
        assert_eq!(Words::English.imprint(day, 1, 1), "Sunday, 4 January 2026. 1 story on 1 page.");
        assert_eq!(Words::Urdu.held(54, 38), "۵۴ خبریں، ۳۸ تصاویر۔");
    }

    #[test]
    fn a_page_is_named_between_the_words_of_each_language() {
        let line = |words: Words| {
            let (before, after) = words.continued();
            format!("{before}{}{after}", words.page(5))
        };
        assert_eq!(line(Words::English), "Continued on Page 5");
        assert_eq!(line(Words::Urdu), "باقی صفحہ ۵");
        assert_eq!(line(Words::Hindi), "शेष पृष्ठ 5 पर");
    }
}
