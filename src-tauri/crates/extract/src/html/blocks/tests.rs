use super::*;

fn read(html: &str) -> Vec<Part> {
    parts(html, &Url::parse("https://a.test/story/").unwrap())
}

/// Parts in short: one line each.
fn outline(html: &str) -> Vec<String> {
    read(html).iter().map(part_line).collect()
}

fn part_line(part: &Part) -> String {
    match part {
        Part::Block(block) => line(block),
        Part::Picture(shown) => {
            format!("picture {} [{}]", shown.addresses[0].path(), shown.cutline)
        }
    }
}

fn line(block: &Block) -> String {
    let all = |blocks: &[Block]| blocks.iter().map(line).collect::<Vec<_>>().join("; ");
    match block {
        Block::Paragraph { spans } => super::super::words::plain(spans),
        Block::Heading { level, spans } => {
            format!("h{level} {}", super::super::words::plain(spans))
        }
        Block::Quote { blocks } => format!("quote({})", all(blocks)),
        Block::List { ordered, items } => {
            let items: Vec<String> = items.iter().map(|item| all(item)).collect();
            format!("{}({})", if *ordered { "ol" } else { "ul" }, items.join(" | "))
        }
        Block::Table { rows } => format!("table of {}", rows.len()),
        Block::Embed { url, title, .. } => format!("embed {url} [{title}]"),
        Block::Figure(_) => "figure".to_owned(),
        Block::Rule => "rule".to_owned(),
    }
}

#[test]
fn paragraphs_are_told_by_elements_breaks_and_bare_text() {
    assert_eq!(
        outline(
            "Bare.<p>One<br>line.</p>\n<p>&nbsp;</p>Two.<br />\n<br />Three.<div>Four.<div>Five.</div></div>Six."
        ),
        ["Bare.", "One\nline.", "Two.", "Three.", "Four.", "Five.", "Six."]
    );
}

#[test]
fn marks_of_an_editors_program_say_nothing() {
    let html = "<p>One.</p><!--more--><span id=more-1></span><p><!--nextpage--></p><p>Two.<o:p>&nbsp;</o:p></p>
        <p style='text-align:justify'><span style='font-family:x'>&nbsp;</span></p><p>[box id=&#8221;7&#8243;]</p>";
    assert_eq!(outline(html), ["One.", "Two."]);
}

#[test]
fn headings_quotes_rules_and_verse() {
    assert_eq!(
        outline(
            "<h1>Top</h1><h4>Low <b>er</b></h4><blockquote>We wait.<cite>The driver</cite></blockquote><hr><pre>Snow,\nsnow\n\nand sun</pre>"
        ),
        ["h2 Top", "h4 Low er", "quote(We wait.; The driver)", "rule", "Snow,\nsnow", "and sun"]
    );
    assert_eq!(outline("<p>He read <q>Snow</q>.</p>"), ["He read “Snow”."]);
}

#[test]
fn lists_nest_and_empty_items_go() {
    assert_eq!(
        outline(
            "<ol><li>Left.</li><li>Chains.<ul><li>Four wheels.</li><li></li></ul></li><li>&nbsp;</li></ol><ul></ul>"
        ),
        ["ol(Left. | Chains.; ul(Four wheels.))"]
    );
    assert_eq!(outline("<ul><li>A</li><ul><li>B</li></ul></ul>"), ["ul(A; ul(B))"]);
}

#[test]
fn nesting_that_no_paper_prints_is_flattened() {
    let deep = format!("{}Snow.{}", "<ul><li>".repeat(100), "</li></ul>".repeat(100));
    let mut line = String::new();
    for part in outline(&deep) {
        line.push_str(&part);
    }
    assert_eq!(line.matches("ul(").count(), NESTED);
    assert!(line.contains("Snow."));
}

#[test]
fn a_picture_within_a_paragraph_does_not_cut_its_sentence() {
    let html = "<p><img src=/a.jpg>Snow <img src=/b.jpg> fell.</p><p>It melted.</p>";
    assert_eq!(
        outline(html),
        ["picture /a.jpg []", "Snow fell.", "picture /b.jpg []", "It melted."]
    );
}

#[test]
fn pictures_leave_lists_quotes_and_layout_tables() {
    assert_eq!(
        outline(
            "<blockquote>Snow.<img src=/a.jpg></blockquote><table><tr><td><img src=/b.jpg></td></tr><tr><td>In Leh.</td></tr></table>"
        ),
        ["picture /a.jpg []", "quote(Snow.)", "picture /b.jpg []", "In Leh."]
    );
}

#[test]
fn cutlines_stay_with_their_pictures() {
    let html = "<figure class=wp-block-image><img src=/a.jpg><figcaption>Snow in <i>Leh</i></figcaption></figure>
        <div class='wp-caption'><img src=/b.jpg><p class=wp-caption-text>Ice</p></div>
        <img src=/c.jpg><p class=wp-caption-text>Sun</p>
        <figure class='wp-block-gallery'><figure><img src=/d.jpg><figcaption>Rain</figcaption></figure><figcaption>Weather</figcaption></figure>";
    assert_eq!(
        outline(html),
        [
            "picture /a.jpg [Snow in Leh]",
            "picture /b.jpg [Ice]",
            "picture /c.jpg [Sun]",
            "picture /d.jpg [Rain]",
            "Weather"
        ]
    );
    let in_gallery: Vec<bool> = pictures(&read(html)).map(|shown| shown.in_gallery).collect();
    assert_eq!(in_gallery, [false, false, false, true]);
}

#[test]
fn what_is_embedded_is_named_and_scripts_are_not() {
    let html = "<p>See:<iframe src='https://www.youtube.com/embed/a'></iframe></p><p>https://youtu.be/b</p><p><a href=/u/p.pdf>Download</a></p>
        <blockquote class=twitter-tweet><p>Closed.</p><a href='https://twitter.com/p/status/1'>May 5</a></blockquote><script>x</script>
        <p>The <a href='/u/q.pdf'>report</a> is out.</p>";
    assert_eq!(
        outline(html),
        [
            "See:",
            "embed https://www.youtube.com/embed/a []",
            "embed https://youtu.be/b []",
            "embed https://a.test/u/p.pdf [Download]",
            "embed https://twitter.com/p/status/1 [Closed. May 5]",
            "The report is out."
        ]
    );
}

#[test]
fn a_short_story_in_a_wrapper_named_like_furniture_is_kept() {
    assert_eq!(outline("<div class='post-share'><p>Snow fell.</p></div>"), ["Snow fell."]);
}

#[test]
fn furniture_goes_with_what_it_heads() {
    let html = "<p>Snow fell.</p><h3>Related stories:</h3><ul><li><a href=/1>Ice</a></li><li><a href=/2>Sun</a></li></ul>
        <p><a href=/3>Rain</a></p><p>It melted.</p><div class=sharedaddy>Share this</div><p>ALSO READ: <a href=/4>Hail</a></p>
        <p><strong>Advertisement</strong></p><div style='display:none'>words</div>
        <ul><li><a href=/5>The order</a></li></ul>";
    assert_eq!(outline(html), ["Snow fell.", "It melted.", "ul(The order)"]);
}
