use super::parse::parse;
use super::understand::understand;

/// What is understood of a query, and what is put aside.
fn read(text: &str, growing: bool) -> String {
    let understood = understand(parse(text, growing), !growing);
    if understood.ignored.is_empty() {
        return understood.sentence;
    }
    format!("{} [{}]", understood.sentence, understood.ignored.join(" | "))
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read(text, false), expected, "{text}");
}

#[test]
fn words_are_joined_by_and() {
    check("snow", "All of: snow");
    check("snow  pass", "All of: snow, pass");
    check("snow AND pass", "All of: snow, pass");
    check(r#"snow "the pass""#, r#"All of: snow, "the pass""#);
    check("", "");
    check("  \t\n", "");
}

#[test]
fn the_sentence_names_wishes_then_exclusions_then_filters() {
    check(
        r#"date:2019..2021 snow -cricket "the pass""#,
        r#"All of: snow, "the pass"; not: cricket; dates 2019 to 2021"#,
    );
    check("section:Sports kind:gallery lang:ur", "Section Sports; kind gallery; language ur");
    check("-cricket", "Not: cricket");
    check("NOT cricket snow", "All of: snow; not: cricket");
}

#[test]
fn or_binds_its_neighbours() {
    check("road OR pass", "Any of: road, pass");
    check("snow road OR pass OR tunnel", "All of: snow, (road or pass or tunnel)");
    check("snow (road pass) OR tunnel", "All of: snow, ((road and pass) or tunnel)");
    check("-(road OR pass) snow", "All of: snow; not: (road or pass)");
    check("a OR -b", "Any of: a, not b");
}

#[test]
fn fields_hold_words_phrases_and_groups() {
    check("headline:garcia", "All of: headline: garcia");
    check("byline:(Staff Correspondent)", "All of: byline: Staff, byline: Correspondent");
    check(r#"section:"Opinion > Editorial""#, r#"Section "Opinion > Editorial""#);
    check("HEADLINE:snow", "All of: headline: snow");
    check("date:(2019 OR 2021-05)", "Any of: date 2019, date 2021-05");
    check("Srinagar:snow", "All of: Srinagar:snow");
    check("place:Srinagar tag:snow agency:PTI", "Place Srinagar; tag snow; agency PTI");
}

#[test]
fn near_words_wildcards_and_expressions_are_read() {
    check("srenagar~ srenagar~1 srenagar~9", "All of: like srenagar, like srenagar, like srenagar");
    check(r#""snow pass"~3"#, r#"All of: "snow pass" within 3"#);
    check("srin* col?ur", "All of: srin*, col?ur");
    check("/colou?r/", "All of: /colou?r/");
    check(r"/a\/bc/", r"All of: /a\/bc/");
    check("what happened?", "All of: what, happened?");
    check("drought-hi*", "All of: drought, hi*");
}

#[test]
fn what_is_unfinished_is_read_as_far_as_it_goes() {
    check(r#"snow "the pa"#, r#"All of: snow, "the pa""#);
    check("snow (road", "All of: snow, road");
    check("snow OR", "All of: snow [OR]");
    check("snow OR )", "All of: snow [OR | )]");
    check("snow -", "All of: snow [-]");
    check("snow NOT", "All of: snow [NOT]");
    check("headline:", " [headline:]");
    check("snow /colou", "All of: snow [/colou]");
    check("date:202 snow", "All of: snow [date:202]");
    check("date:2019..20", "Dates from 2019 [20]");
    check("kind:x snow", "All of: snow [kind:x]");
    check("/[/ snow", "All of: snow [/[/]");
    check("s*", " [s*]");
    check("~", " [~]");
    check(") snow", "All of: snow [)]");
    check("and/or 9/11", "All of: and/or, 9/11");
}

#[test]
fn only_a_last_bare_word_may_grow() {
    assert_eq!(read("snow kash", true), "All of: snow, kash*");
    assert_eq!(read("snow kash ", true), "All of: snow, kash");
    assert_eq!(read("headline:kash", true), "All of: headline: kash*");
    assert_eq!(read("(snow kash)", true), "All of: snow, kash");
    assert_eq!(read("kash~1", true), "All of: like kash");
    assert_eq!(read("कश्", true), "All of: कश्*");
}

#[test]
fn long_and_deep_queries_are_cut_and_say_so() {
    let many = "snow ".repeat(100);
    let read_many = read(&many, true);
    assert_eq!(read_many.matches("snow,").count(), 31, "{read_many}");
    assert!(read_many.contains('['));
    let deep = format!("{}snow{}", "(".repeat(1000), ")".repeat(1000));
    assert!(read(&deep, true).starts_with("All of: snow ["));
    let minus = format!("{}snow", "-(".repeat(1000));
    assert!(!read(&minus, true).is_empty());
    let huge = "a".repeat(10_000);
    assert!(read(&huge, true).ends_with("…]"));
}
