use maud::{Markup, PreEscaped, html};

/// HTML as `wptexturize` leaves it: quotes, dashes and dots are numbers.
pub(super) fn texturized(html: &str) -> String {
    let mut set = String::with_capacity(html.len() + html.len() / 16);
    for character in html.chars() {
        match character {
            '‘' | '’' | '“' | '”' | '–' | '—' | '…' => {
                set.push_str("&#");
                set.push_str(&u32::from(character).to_string());
                set.push(';');
            }
            other => set.push(other),
        }
    }
    set
}

/// A headline as WordPress prints it.
pub(super) fn title(text: &str) -> String {
    let PreEscaped(escaped) = html! { (text) };
    texturized(&escaped).replace("&amp;", "&#038;")
}

/// A headline within a page.
pub(super) fn titled(text: &str) -> Markup {
    PreEscaped(title(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_ampersands_become_numbers() {
        assert_eq!(title("“Bell” & the Ghat’s"), "&#8220;Bell&#8221; &#038; the Ghat&#8217;s");
        assert_eq!(texturized("<p>a &amp; b…</p>"), "<p>a &amp; b&#8230;</p>");
    }
}
