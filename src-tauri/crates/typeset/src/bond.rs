//! What ties two neighbouring words together: a number and its unit, initials and a name.

/// The space between two words must not end a line.
pub(crate) const FORBIDDEN: i32 = 100_000_000;

const UNIT: i32 = 400_000;
const INITIAL: i32 = 250_000;
const TITLE: i32 = 90_000;
const DATE: i32 = 30_000;
const CROWD: i32 = 60_000;

/// What it costs to end a line between two words, in the unit of [`crate::rating`].
pub(crate) fn bond(left: &str, right: &str) -> i32 {
    let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else {
        return 0;
    };
    if is_afterthought(right) {
        return FORBIDDEN;
    }
    if last.is_numeric() || (is_currency(left) && first.is_numeric()) {
        return number(left, right);
    }
    if first.is_numeric() {
        return before_number(left);
    }
    if last == '.' && first.is_uppercase() {
        return initial(left);
    }
    0
}

/// Dashes and points that stand by themselves end a line, they do not begin one.
fn is_afterthought(word: &str) -> bool {
    word.len() <= 8
        && word.chars().all(|character| {
            matches!(
                character,
                '–' | '—'
                    | '-'
                    | '…'
                    | '।'
                    | '۔'
                    | '،'
                    | '؛'
                    | '؟'
                    | ','
                    | '.'
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | ')'
                    | ']'
                    | '»'
                    | '”'
            )
        })
}

fn is_currency(word: &str) -> bool {
    is_among(CURRENCIES, word)
}

const CURRENCIES: &str = "Rs Rs. ₹ $ € £ US$ रु. रु روپے";

fn number(left: &str, right: &str) -> i32 {
    if is_currency(left) {
        return UNIT;
    }
    let digits = left.trim_start_matches(['(', '“', '₹', '$', '€', '£', '~']);
    if !digits.starts_with(char::is_numeric) {
        return 0;
    }
    let word = right.trim_end_matches([',', '.', ';', ':', ')', '”', '?', '!', '۔', '،', '।']);
    if is_unit(word) {
        return UNIT;
    }
    if is_crowd(word) {
        return CROWD;
    }
    if is_month(word) { DATE } else { 0 }
}

fn before_number(left: &str) -> i32 {
    match left {
        "No." | "Nos." | "Fig." | "p." | "pp." | "Vol." | "Page" | "page" | "Section"
        | "Article" | "नं." | "नंबर" | "نمبر" => TITLE,
        _ if is_month(left) => DATE,
        _ => 0,
    }
}

/// The penalty after a word that ends with a point and comes before a capital.
fn initial(left: &str) -> i32 {
    let name = left.trim_start_matches(['(', '“', '‘', '"']);
    let is_initial = name.split_terminator('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    });
    match name {
        _ if is_initial => INITIAL,
        "Dr." | "Mr." | "Mrs." | "Ms." | "Prof." | "St." | "Gen." | "Col." | "Maj." | "Capt."
        | "Lt." | "Sgt." | "Sen." | "Rep." | "Gov." | "Rev." | "Fr." | "Mt." | "Hon." => TITLE,
        _ => 0,
    }
}

fn is_unit(word: &str) -> bool {
    is_among(UNITS, word)
}

const UNITS: &str = "% km m cm mm kg g mg km/h kph mph ft lb lbs oz mi ha °C °F C F MW GW kW kWh GB MB \
    TB a.m p.m am pm AM PM bn mn Hz px pt किमी किग्रा मी सेमी बजे بجے";

/// Words that a number is hardly read without.
fn is_crowd(word: &str) -> bool {
    is_among(CROWDS, word)
}

const CROWDS: &str = "percent million billion trillion thousand hundred lakh lakhs crore crores dozen \
    kilometers kilometres miles feet rupees dollars प्रतिशत फीसदी फ़ीसदी लाख करोड़ हजार \
    हज़ार अरब रुपये रुपए किलोमीटर فیصد لاکھ کروڑ ہزار ارب کلومیٹر ڈالر ملین";

fn is_month(word: &str) -> bool {
    is_among(MONTHS, word)
}

const MONTHS: &str = "January February March April May June July August September October November \
    December Jan. Feb. Aug. Sept. Oct. Nov. Dec. जनवरी फरवरी मार्च अप्रैल मई जून जुलाई \
    अगस्त सितंबर अक्टूबर नवंबर दिसंबर جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر \
    اکتوبر نومبر دسمبر";

/// Is one of the words of a list, which blanks part.
pub(crate) fn is_among(list: &str, word: &str) -> bool {
    list.split(' ').any(|each| each == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_unit() {
        assert_eq!(bond("40", "km."), UNIT);
        assert_eq!(bond("Rs", "500"), UNIT);
        assert_eq!(bond("5.4", "million"), CROWD);
        assert_eq!(bond("24", "November"), DATE);
        assert_eq!(bond("40", "houses"), 0);
        assert_eq!(bond("B12", "m"), 0);
        assert_eq!(bond("12", "فیصد"), CROWD);
    }

    #[test]
    fn a_name_keeps_its_initials() {
        assert_eq!(bond("J.", "Smith"), INITIAL);
        assert_eq!(bond("J.R.", "Smith"), INITIAL);
        assert_eq!(bond("Dr.", "Smith"), TITLE);
        assert_eq!(bond("end.", "Smith"), 0);
        assert_eq!(bond("I", "am"), 0);
    }

    #[test]
    fn no_line_begins_with_a_dash() {
        assert_eq!(bond("day", "—"), FORBIDDEN);
        assert_eq!(bond("है", "।"), FORBIDDEN);
        assert_eq!(bond("—", "night"), 0);
    }
}
