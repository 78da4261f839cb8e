//! The sites of the test newspaper serve every story through what they list, with words, pictures and changes.

use std::collections::BTreeSet;

use model::{Block, Kind, Span};
use regex::Regex;
use tests::newspaper::visitor::{ask, get};
use tests::newspaper::{Change, Newspaper, Post, Site};
use tests::{fold, sha256};

/// The addresses in `<loc>` of a sitemap.
fn locations(url: &str) -> Vec<String> {
    let reply = get(url);
    assert_eq!(reply.status, 200, "{url}");
    assert!(reply.header("content-type").contains("xml"), "{url}");
    found(r"<loc>([^<]+)</loc>", &reply.text())
}

fn found(expression: &str, text: &str) -> Vec<String> {
    let expression = Regex::new(expression).expect("an expression");
    expression.captures_iter(text).map(|found| unescaped(&found[1])).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// What a page says, without its markup.
fn said(html: &str) -> String {
    let markup = Regex::new(r"(?s)<script.*?</script>|<[^>]*>").expect("an expression");
    let numbers = Regex::new(r"&#(\d+);").expect("an expression");
    let text = markup.replace_all(html, "").into_owned();
    let text = numbers.replace_all(&text, |found: &regex::Captures<'_>| {
        let character = found[1].parse().ok().and_then(char::from_u32);
        character.map(String::from).unwrap_or_default()
    });
    fold(&unescaped(&text))
}

fn words(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The paragraphs and headings of a story.
fn paragraphs(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph { spans } | Block::Heading { spans, .. } => vec![words(spans)],
            Block::Quote { blocks } => paragraphs(blocks),
            Block::List { items, .. } => items.iter().flat_map(|item| paragraphs(item)).collect(),
            Block::Table { rows } => {
                rows.iter().flat_map(|row| &row.cells).map(|cell| words(&cell.spans)).collect()
            }
            _ => Vec::new(),
        })
        .collect()
}

fn assert_says(page: &str, post: &Post, site: Site) {
    let text = said(page);
    let reading = &post.reading;
    assert!(text.contains(&fold(&reading.headline)), "{site:?}: headline of {}", post.slug);
    for paragraph in paragraphs(&reading.body) {
        // A line break is markup and no space.
        for line in paragraph.split('\n') {
            assert!(text.contains(&fold(line)), "{site:?}: {:?} of {}", line, post.slug);
        }
    }
}

fn assert_picture(paper: &Newspaper, url: &str, sample_url: &str) {
    let reply = get(url);
    let wanted = paper.sample().file(sample_url).expect("the sample has its pictures");
    assert_eq!(sha256(&reply.body), sha256(&wanted), "{url}");
    assert!(reply.header("content-type").starts_with("image/"), "{url}");
}

fn file(url: &str) -> &str {
    url.rsplit('/').next().unwrap_or_default()
}

fn addresses(paper: &Newspaper) -> BTreeSet<String> {
    paper.stories().iter().map(|post| paper.address(&post.slug)).collect()
}

#[test]
fn wordpress_lists_every_story_in_each_of_its_ways() {
    let paper = Newspaper::start();
    let url = paper.url();
    let expected = addresses(&paper);

    for index in ["wp-sitemap.xml", "sitemap_index.xml"] {
        let stories = locations(&format!("{url}/{index}"))
            .into_iter()
            .filter(|part| part.contains("post"))
            .flat_map(|part| locations(&part));
        assert_eq!(stories.collect::<BTreeSet<_>>(), expected, "{index}");
    }
    let paged = |first: &str, next: &dyn Fn(usize) -> String, expression: &str| {
        let mut all = BTreeSet::new();
        for page in 1.. {
            let reply = get(&if page == 1 { first.to_owned() } else { next(page) });
            if reply.status == 404 {
                break;
            }
            let stories = found(expression, &reply.text());
            all.extend(stories.into_iter().filter(|story| expected.contains(story)));
        }
        all
    };
    let feed = paged(
        &format!("{url}/feed/"),
        &|page| format!("{url}/feed/?paged={page}"),
        r"<link>([^<]+)</link>",
    );
    assert_eq!(feed, expected);
    let home =
        paged(&format!("{url}/"), &|page| format!("{url}/page/{page}/"), r#"href="([^"]+)""#);
    assert_eq!(home, expected);

    let mut by_day = BTreeSet::new();
    for day in ["2026/11/22", "2026/11/23", "2026/11/24"] {
        let archive = format!("{url}/{day}/");
        let of_day = paged(
            &archive,
            &|page| format!("{archive}page/{page}/"),
            r#"<h3 class="jeg_post_title"><a href="([^"]+)""#,
        );
        by_day.extend(of_day);
    }
    assert_eq!(by_day, expected);
    assert_eq!(get(&format!("{url}/2026/11/25/")).status, 404);
    let search = get(&format!("{url}/?s=clapper")).text();
    assert!(found(r#"href="([^"]+)""#, &search).iter().any(|link| expected.contains(link)));
}

#[test]
fn wordpress_pages_have_the_story_its_furniture_and_its_pictures() {
    let paper = Newspaper::start();
    for post in paper.stories() {
        let url = paper.address(&post.slug);
        let page = get(&url).text();
        assert_says(&page, &post, Site::WordPress);
        for sign in [
            "jeg_breadcrumb",
            "jeg_sharelist",
            "jeg_authorbox",
            "jnews_related_post",
            "copyright",
            "ld+json",
        ] {
            assert!(page.contains(sign), "{sign} on {url}");
        }
        let has_middle = page.contains("Load More</a>");
        let is_long =
            post.reading.body.iter().filter(|it| matches!(it, Block::Paragraph { .. })).count()
                >= 2;
        assert_eq!(has_middle, is_long && post.reading.kind == Kind::Article, "{url}");
        for figure in post.reading.figures() {
            let path = format!("/wp-content/uploads/2026/11/{}", file(&figure.url));
            assert!(page.contains(&path), "{path} on {url}");
            assert_picture(&paper, &format!("{}{path}", paper.url()), &figure.url);
        }
        let without_slash = get(url.trim_end_matches('/'));
        assert_eq!((without_slash.status, without_slash.header("location")), (301, url.as_str()));
    }
}

#[test]
fn wordpress_loads_more_and_makes_smaller_pictures() {
    let paper = Newspaper::start();
    let section = r#"data[current_page]=2&data[attribute][include_category]=2&data[attribute][number_post]=3"#;
    let more = ask("POST", &format!("{}/?ajax-request=jnews", paper.url()), &[], section).text();
    let more: serde_json::Value = serde_json::from_str(&more).unwrap();
    assert!(more["content"].as_str().unwrap().contains("jeg_post_title"));
    assert_eq!((&more["next"], &more["prev"]), (&true.into(), &true.into()));

    let page =
        get(&format!("{}/wp-json/wp/v2/media?per_page=100&_fields=media_details", paper.url()));
    let media: serde_json::Value = serde_json::from_str(&page.text()).unwrap();
    let details = &media[0]["media_details"];
    for (name, size) in details["sizes"].as_object().unwrap() {
        let reply = get(size["source_url"].as_str().unwrap());
        let picture = image::load_from_memory(&reply.body).unwrap();
        let sides = (u64::from(picture.width()), u64::from(picture.height()));
        assert_eq!(
            sides,
            (size["width"].as_u64().unwrap(), size["height"].as_u64().unwrap()),
            "{name}"
        );
    }
}

#[test]
fn sitemaps_lead_to_every_story_of_the_first_site() {
    let paper = Newspaper::start_as(Site::SitemapOnly);
    let index = locations(&format!("{}/sitemap.xml", paper.url()));
    let stories =
        index.iter().filter(|part| part.contains("/stories-")).flat_map(|part| locations(part));
    assert_eq!(stories.collect::<BTreeSet<_>>(), addresses(&paper));
    for post in paper.stories() {
        let page = get(&paper.address(&post.slug)).text();
        assert_says(&page, &post, Site::SitemapOnly);
        let facts = found(r#"(?s)<script type="application/ld\+json">(.*?)</script>"#, &page);
        let facts: serde_json::Value =
            serde_json::from_str(&facts[0].replace("<\\/", "</")).unwrap();
        assert_eq!(facts["datePublished"], post.published().to_string());
        for figure in post.reading.figures() {
            let path = format!("/media/{}", file(&figure.url));
            assert!(page.contains(&path), "{path} of {}", post.slug);
            assert_picture(&paper, &format!("{}{path}", paper.url()), &figure.url);
        }
        if post.reading.kind == Kind::Gallery {
            let slides = found(r#"data-slides="([^"]+)""#, &page);
            let slides: Vec<serde_json::Value> = serde_json::from_str(&slides[0]).unwrap();
            assert_eq!(slides.len(), post.reading.gallery.len());
            assert_eq!(slides[1]["caption"], post.reading.gallery[1].cutline);
        }
    }
    assert_nothing_else_lists(&paper, &["/feed/", "/rss.xml", "/wp-json/", "/wp-sitemap.xml"]);
    let listed = found(r#"href="([^"]+\.html)""#, &get(paper.url()).text());
    assert!(listed.len() < 10, "the front page lists few");
}

#[test]
fn feeds_lead_to_every_story_of_the_second_site() {
    let paper = Newspaper::start_as(Site::FeedOnly);
    for file in ["rss.xml", "atom.xml"] {
        let mut next = Some(format!("{}/{file}", paper.url()));
        let (mut stories, mut pages) = (BTreeSet::new(), 0);
        while let Some(url) = next {
            let feed = get(&url).text();
            pages += 1;
            let links = found(r#"<guid isPermaLink="true">([^<]+)<"#, &feed);
            stories.extend(links.into_iter().chain(found(r"<id>([^<]+article[^<]+)</id>", &feed)));
            next = found(r#"rel="next" href="([^"]+)""#, &feed).first().cloned();
        }
        assert_eq!(stories, addresses(&paper), "{file}");
        assert!(pages > 2, "{file} has pages");
    }
    let feed = get(&format!("{}/rss.xml?section=nation", paper.url())).text();
    assert!(feed.contains("content:encoded>"));
    let opinion = get(&format!("{}/rss.xml?section=opinion", paper.url())).text();
    assert!(opinion.contains("<item>") && !opinion.contains("<content:encoded"));
    for post in paper.stories() {
        let url = paper.address(&post.slug);
        let page = get(&url).text();
        assert_says(&page, &post, Site::FeedOnly);
        assert!(page.contains(" November 2026, "), "a date in words on {url}");
        let mut pages = vec![page];
        while let Some(next) = found(r#"<a href="([^"]+)">Next »"#, pages.last().unwrap()).first()
        {
            pages.push(get(&format!("{}{next}", paper.url())).text());
        }
        let is_gallery = post.reading.kind == Kind::Gallery;
        assert_eq!(pages.len(), if is_gallery { post.reading.gallery.len() } else { 1 }, "{url}");
        for figure in post.reading.figures() {
            let path = format!("/images/{}", file(&figure.url));
            assert!(pages.iter().any(|page| page.contains(&path)), "{path} of {}", post.slug);
            assert_picture(&paper, &format!("{}{path}", paper.url()), &figure.url);
        }
    }
    assert_nothing_else_lists(&paper, &["/sitemap.xml", "/wp-json/", "/feed/"]);
}

#[test]
fn pages_alone_lead_to_every_story_of_the_third_site() {
    let paper = Newspaper::start_as(Site::RightToLeft);
    let shown: Vec<Post> =
        paper.stories().into_iter().filter(|post| paper.shows(&post.slug)).collect();
    assert!(shown.iter().filter(|post| post.reading.language == "ur").count() >= 4);
    let expected: BTreeSet<String> = shown.iter().map(|post| paper.address(&post.slug)).collect();
    let walk = |first: &str| {
        let mut stories = BTreeSet::new();
        let mut next = Some(first.to_owned());
        while let Some(path) = next {
            let page = get(&format!("{}{path}", paper.url())).text();
            let links = found(r#"href="(/khabar/\d+)""#, &page);
            stories.extend(links.iter().map(|link| format!("{}{link}", paper.url())));
            next = found(r#"class="mazeed" href="([^"]+)""#, &page).first().cloned();
        }
        stories
    };
    assert_eq!(walk("/"), expected);
    let front = get(paper.url()).text();
    assert!(front.contains("dir=\"rtl\"") && front.contains("نومبر ۲۰۲۶ء"));
    let sections = found(r#"href="(/shoba/[^"]+)""#, &front);
    let by_section: BTreeSet<String> = sections.iter().flat_map(|section| walk(section)).collect();
    assert_eq!(by_section, expected);
    for post in shown {
        let page = get(&paper.address(&post.slug)).text();
        if post.reading.kind == Kind::Gallery {
            let links = found(r#"<a href="(/tasveer/[^"]+)">"#, &page);
            let wanted =
                post.reading.gallery.iter().map(|it| format!("/tasveer/{}", file(&it.url)));
            assert_eq!(links, wanted.collect::<Vec<_>>());
            assert!(
                !said(&page).contains(&fold(&post.reading.gallery[0].cutline)),
                "cutlines are in Urdu"
            );
        } else {
            assert_says(&page, &post, Site::RightToLeft);
        }
        for figure in post.reading.figures() {
            assert_picture(
                &paper,
                &format!("{}/tasveer/{}", paper.url(), file(&figure.url)),
                &figure.url,
            );
        }
    }
    assert_nothing_else_lists(
        &paper,
        &["/sitemap.xml", "/wp-json/", "/feed/", "/rss.xml", "/robots.txt"],
    );
}

fn assert_nothing_else_lists(paper: &Newspaper, paths: &[&str]) {
    for path in paths {
        assert_eq!(get(&format!("{}{path}", paper.url())).status, 404, "{path}");
    }
}

#[test]
fn all_sites_show_the_same_paper_as_it_changes() {
    let wordpress = Newspaper::start();
    let others: Vec<Newspaper> =
        Site::ALL.into_iter().skip(1).map(|site| wordpress.beside(site, 0).unwrap()).collect();
    let stories = wordpress.stories();
    let urdu = stories.iter().find(|post| post.reading.language == "ur").unwrap();
    wordpress.edit(&urdu.slug, Change::text("یہ خبر اب بدل گئی ہے۔"));
    for paper in others.iter().chain([&wordpress]) {
        let url = paper.address(&urdu.slug);
        let first = get(&url);
        assert!(said(&first.text()).contains("یہ خبر اب بدل گئی ہے۔"), "{url}");
    }
    wordpress.remove(&urdu.slug);
    for paper in others.iter().chain([&wordpress]) {
        let url = paper.address(&urdu.slug);
        let gone = get(&url);
        assert!(matches!(gone.status, 404 | 410) || gone.text().contains("not available"), "{url}");
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    for site in Site::ALL {
        let paper = Newspaper::start_as(site);
        let path = match site {
            Site::WordPress => "/feed/",
            Site::SitemapOnly => "/sitemap.xml",
            Site::FeedOnly => "/rss.xml",
            Site::RightToLeft => "/khabar/1013",
        };
        let story = paper.stories().into_iter().find(|post| post.reading.language == "ur").unwrap();
        let url = match site {
            Site::RightToLeft => paper.address(&story.slug),
            _ => format!("{}{path}", paper.url()),
        };
        let first = get(&url);
        let tag = first.header("etag").to_owned();
        let again = ask("GET", &url, &[("If-None-Match", &tag)], "");
        assert_eq!((again.status, again.body.len()), (304, 0), "{url}");
        let changed = first.header("last-modified").to_owned();
        if !changed.is_empty() {
            let again = ask("GET", &url, &[("If-Modified-Since", &changed)], "");
            assert_eq!(again.status, 304, "{url}");
        }
        paper.edit(
            &story.slug,
            Change { headline: Some("نئی سرخی".to_owned()), ..Change::default() },
        );
        assert_eq!(ask("GET", &url, &[("If-None-Match", &tag)], "").status, 200, "{url}");
    }
}

#[test]
fn a_head_has_no_body_and_text_is_packed_for_those_who_take_it() {
    let paper = Newspaper::start();
    let whole = get(paper.url());
    let head = ask("HEAD", paper.url(), &[], "");
    assert_eq!(head.header("content-length"), whole.body.len().to_string());
    assert!(head.body.is_empty());
    let packed = ask("GET", paper.url(), &[("Accept-Encoding", "gzip, br")], "");
    assert_eq!(packed.header("content-encoding"), "gzip");
    let mut unpacked = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed.body[..]), &mut unpacked)
        .unwrap();
    assert_eq!(unpacked, whole.body);
}
