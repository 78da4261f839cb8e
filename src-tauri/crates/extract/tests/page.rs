//! Pages of stories as themes of newspapers make them, in our own words: all that is the story's, nothing else.

use extract::page::{NoStory, page_story};
use model::{Block, Reading, plain_text};
use url::Url;

fn read(page: &str, address: &str) -> Reading {
    let url = Url::parse(address).expect("an address");
    page_story(page.as_bytes(), Some("text/html; charset=utf-8"), &url)
        .expect("a story")
        .extracted
        .reading
}

#[test]
fn a_page_of_a_daily_is_its_story_and_nothing_else() {
    let reading = read(
        include_str!("fixtures/page-of-a-daily.html"),
        "https://gazette.example/2026/11/22/mughal-road-opens/",
    );
    let body = "Shopian, Nov 22: The Mughal Road was opened for one-way traffic on Sunday, nine days after the first heavy snow of the season closed the pass at Pir Ki Gali.\n\n\
        Officials said that 140 trucks with apples would be let through first, since some of them had been standing at Heerpora for more than a week.\n\n\
        “The surface is safe, but it freezes again after four in the afternoon,” said a traffic officer at the Zazinar bend. “Whoever comes after three will be turned back.”\n\n\
        What drivers must carry\n\n\
        Chains for all driven wheels, fitted before Pir Ki Gali\nWater and food for one day\n\n\
        Light vehicles may follow from Tuesday if it stays dry, the officer said.\n\n\
        The road was closed for 96 days last winter.";
    assert_eq!(plain_text(&reading.body), body);
    assert!(reading.body.iter().any(|block| matches!(block, Block::Heading { .. })));
    assert!(
        reading
            .body
            .iter()
            .any(|block| matches!(block, Block::List { items, .. } if items.len() == 2))
    );
    assert_eq!(
        (reading.headline.as_str(), reading.byline.as_str()),
        ("Mughal Road opens for one-way traffic", "Farah Lone")
    );
    assert_eq!(reading.dateline, "Shopian");
    assert_eq!(reading.published.unwrap().to_string(), "2026-11-22T18:40:12+05:30");
    assert_eq!(reading.section, ["City & Towns"]);
    let lead = reading.lead.unwrap();
    assert_eq!(lead.cutline, "Trucks wait at Heerpora for their turn to climb.");
    assert!(lead.url.ends_with("mughal-road-snow.jpg"), "{}", lead.url);
    assert_eq!(reading.gallery, []);
}

#[test]
fn a_story_that_only_a_script_holds_is_read_from_it() {
    let told = "\\u003cp\\u003eSrinagar: Snow closed the pass on Friday, and two hundred trucks wait below it for the road to be opened again.\\u003c/p\\u003e".repeat(8);
    let page = format!(
        "<html lang=en><head><title>Snow closes the pass</title><meta property=og:type content=article></head><body><h1>Snow closes the pass</h1><div id=root></div>\
         <script>self.state.push([1, \"{told}\"])</script></body></html>"
    );
    let reading = read(&page, "https://gazette.example/2026/11/22/snow/");
    assert!(plain_text(&reading.body).starts_with("Srinagar: Snow closed the pass on Friday"));
}

#[test]
fn a_list_of_stories_is_none() {
    let card = |n: u32| {
        format!(
            "<article class=post><h2><a href=/snow-{n}/>Snow closes pass number {n}</a></h2><div class=excerpt><p>Shopian: \
             Pass number {n} was closed on Friday after the first heavy snow of the season, and trucks wait below it.</p>\
             </div></article>"
        )
    };
    let cards: String = (1..8).map(card).collect();
    let page = format!(
        "<html lang=en><head><title>Nation – The Gazette</title><meta property=og:type content=article></head><body>\
         <h1>Nation</h1><main>{cards}</main></body></html>"
    );
    let url = Url::parse("https://gazette.example/nation/").expect("an address");
    assert_eq!(
        page_story(page.as_bytes(), None, &url).map(|_| ()).map_err(|no| no.why),
        Err(NoStory::List)
    );
}
