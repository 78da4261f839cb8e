//! The REST interface of the test newspaper answers as WordPress does: pages, filters, fields, errors.

use std::collections::BTreeSet;

use model::Kind;
use serde_json::{Value, json};
use tests::newspaper::visitor::{Reply, get};
use tests::newspaper::{Change, Newspaper, Post, Visibility};

fn asked(paper: &Newspaper, path: &str) -> (Reply, Value) {
    let reply = get(&format!("{}/wp-json{path}", paper.url()));
    let json = serde_json::from_slice(&reply.body).expect("the interface speaks JSON");
    (reply, json)
}

fn ids(value: &Value) -> Vec<u64> {
    let objects = value.as_array().expect("a list").iter();
    objects.map(|object| object["id"].as_u64().expect("objects have numbers")).collect()
}

fn list(paper: &Newspaper, query: &str) -> Vec<u64> {
    ids(&asked(paper, &format!("/wp/v2/posts?per_page=100&_fields=id&{query}")).1)
}

fn all_of(paper: &Newspaper, is_wanted: impl Fn(&Post) -> bool) -> Vec<u64> {
    let stories = paper.stories();
    stories.iter().filter(|post| is_wanted(post)).map(|post| post.id).collect()
}

#[test]
fn the_site_says_what_it_is() {
    let paper = Newspaper::start();
    let (_, root) = asked(&paper, "/");
    assert_eq!(root["name"], "The Lantern");
    assert_eq!(root["description"], paper.sample().tagline);
    assert_eq!((&root["gmt_offset"], &root["timezone_string"]), (&json!(5.5), &json!("")));
    assert!(root["namespaces"].as_array().unwrap().contains(&json!("wp/v2")));
    assert!(root["routes"]["/wp/v2/posts"].is_object());
    let home = get(paper.url());
    assert!(home.header("link").contains(&format!("<{}/wp-json/>", paper.url())));
    assert!(home.text().contains("rel=\"https://api.w.org/\""));
    let plain = get(&format!("{}/?rest_route=/wp/v2/posts&per_page=3", paper.url()));
    assert_eq!(ids(&serde_json::from_slice(&plain.body).unwrap()).len(), 3);
}

#[test]
fn pages_of_stories_come_to_an_end() {
    let paper = Newspaper::start();
    let total = paper.stories().len();
    let mut found = Vec::new();
    let mut next = Some(format!("{}/wp-json/wp/v2/posts?per_page=20&_fields=id", paper.url()));
    while let Some(url) = next {
        let reply = get(&url);
        assert_eq!(reply.header("x-wp-total"), total.to_string());
        assert_eq!(reply.header("x-wp-totalpages"), total.div_ceil(20).to_string());
        found.extend(ids(&serde_json::from_slice(&reply.body).unwrap()));
        let links = reply.header("link").split(", ");
        let link = links.into_iter().find(|link| link.ends_with("rel=\"next\""));
        next = link.and_then(|link| Some(link.strip_prefix('<')?.split_once('>')?.0.to_owned()));
    }
    assert_eq!(found, all_of(&paper, |_| true), "the newest first");
    let (beyond, said) = asked(&paper, "/wp/v2/posts?page=99");
    assert_eq!((beyond.status, &said["code"]), (400, &json!("rest_post_invalid_page_number")));
    let (many, said) = asked(&paper, "/wp/v2/posts?per_page=101");
    assert_eq!((many.status, &said["data"]["params"]["per_page"].is_string()), (400, &true));
    assert_eq!(asked(&paper, "/wp/v2/tags?page=99").1, json!([]));
    assert_eq!(asked(&paper, "/wp/v2/nothing").1["code"], "rest_no_route");
}

#[test]
fn stories_are_filtered_and_sorted() {
    let paper = Newspaper::start();
    let day = |day: i8| jiff::civil::date(2026, 11, day);
    // Both ends are left out, on the paper's clock or in UTC.
    let second = all_of(&paper, |post| post.day() == day(23));
    let here = list(&paper, "after=2026-11-22T23:59:59&before=2026-11-24T00:00:00");
    let in_utc = list(&paper, "after=2026-11-22T18:29:59Z&before=2026-11-23T18:30:00Z");
    assert_eq!((&here, &in_utc), (&second, &second));
    let ascending = list(&paper, "order=asc&orderby=date");
    let times = ascending.iter().map(|id| paper.story(&id.to_string()).published().timestamp);
    assert!(times.is_sorted() && ascending.len() == paper.stories().len());
    let include = list(&paper, "include=1003,1001,1002&orderby=include");
    assert_eq!(include, [1003, 1001, 1002]);
    let slug = paper.story("1005").slug;
    assert_eq!(list(&paper, &format!("slug={slug}")), [1005]);

    let (_, categories) = asked(&paper, "/wp/v2/categories?per_page=100");
    let opinion = categories.as_array().unwrap().iter().find(|it| it["slug"] == "opinion").unwrap();
    let below = list(&paper, &format!("categories={}", opinion["id"]));
    let is_opinion = |post: &Post| {
        let reading = &post.reading;
        std::iter::once(&reading.section).chain(&reading.also_in).any(|path| path[0] == "Opinion")
    };
    assert_eq!(below, all_of(&paper, is_opinion), "a section has those of its children");

    let edited = paper.story("1010");
    paper.edit(&edited.slug, Change::text("Otherwise."));
    let since = edited.modified().timestamp.max(paper.stories()[0].modified().timestamp);
    assert_eq!(list(&paper, &format!("modified_after={since}")), [edited.id]);
    assert_eq!(list(&paper, "orderby=modified")[0], edited.id);
    assert_eq!(asked(&paper, "/wp/v2/posts?after=yesterday").0.status, 400);
    assert_eq!(asked(&paper, "/wp/v2/posts?status=draft").0.status, 400);
}

#[test]
fn a_story_has_its_fields_and_what_is_linked_to_it() {
    let paper = Newspaper::start();
    let story = paper.stories().into_iter().find(|post| post.reading.lead.is_some()).unwrap();
    let (_, post) = asked(&paper, &format!("/wp/v2/posts/{}?_embed", story.id));
    let own = Some(story.slug.as_str());
    assert_eq!(
        (post["slug"].as_str(), &post["status"], &post["type"]),
        (own, &json!("publish"), &json!("post"))
    );
    let published = story.published().to_string();
    assert_eq!(post["date"], published[..19]);
    assert_eq!(post["link"], paper.address(&story.slug));
    assert!(post["content"]["rendered"].as_str().unwrap().contains("<p>"));
    assert!(
        !post["content"]["rendered"].as_str().unwrap().contains(['’', '“', '—']),
        "quotes are numbers"
    );
    let embedded = &post["_embedded"];
    assert_eq!(embedded["author"][0]["name"], story.author());
    let media = &embedded["wp:featuredmedia"][0];
    assert_eq!(media["id"], post["featured_media"]);
    assert_eq!(
        media["media_details"]["width"],
        story.reading.lead.as_ref().unwrap().width.unwrap()
    );
    assert!(embedded["wp:term"][0][0].get("parent").is_none(), "what is put in is shorter");
    let (_, some) = asked(&paper, &format!("/wp/v2/posts/{}?_fields=id,title.rendered", story.id));
    assert_eq!(some.as_object().unwrap().len(), 2);

    let (_, attached) = asked(&paper, &format!("/wp/v2/media?parent={}", story.id));
    assert_eq!(attached.as_array().unwrap().len(), story.reading.figures().count());
    let file = paper.sample().file(&story.reading.lead.as_ref().unwrap().url).unwrap();
    let lead = attached.as_array().unwrap().iter().find(|it| it["id"] == media["id"]).unwrap();
    assert_eq!(lead["media_details"]["filesize"], file.len());
}

#[test]
fn what_nobody_may_read_is_kept_back() {
    let paper = Newspaper::start();
    let [locked, hidden, gone] = [1001, 1002, 1003].map(|id: u64| paper.story(&id.to_string()));
    paper.edit(&locked.slug, Change::visibility(Visibility::Password));
    paper.edit(&hidden.slug, Change::visibility(Visibility::Private));
    paper.remove(&gone.slug);
    let listed: BTreeSet<u64> = list(&paper, "").into_iter().collect();
    assert!(
        listed.contains(&locked.id) && !listed.contains(&hidden.id) && !listed.contains(&gone.id)
    );
    let (_, post) = asked(&paper, &format!("/wp/v2/posts/{}", locked.id));
    assert_eq!(post["content"], json!({"protected": true, "rendered": ""}));
    assert!(post["title"]["rendered"].as_str().unwrap().starts_with("Protected: "));
    let page = get(&paper.address(&locked.slug)).text();
    assert!(page.contains("post-password-form"));
    assert_eq!(asked(&paper, &format!("/wp/v2/posts/{}", hidden.id)).0.status, 401);
    assert_eq!(asked(&paper, &format!("/wp/v2/posts/{}", gone.id)).0.status, 404);
    assert_eq!(get(&paper.address(&hidden.slug)).status, 404);
}

#[test]
fn sections_authors_and_galleries_are_what_the_paper_has() {
    let paper = Newspaper::start();
    let (_, categories) = asked(&paper, "/wp/v2/categories?per_page=100");
    assert_eq!(categories.as_array().unwrap().len(), paper.sample().sections.len());
    let (_, users) = asked(&paper, "/wp/v2/users?per_page=100");
    let about = &paper.sample().authors[1];
    let user = users.as_array().unwrap().iter().find(|user| user["name"] == about.name).unwrap();
    assert_eq!(user["description"], about.about);
    let galleries: Vec<Post> =
        paper.stories().into_iter().filter(|post| post.reading.kind == Kind::Gallery).collect();
    let markup: BTreeSet<bool> = galleries
        .iter()
        .map(|post| {
            let (_, post) = asked(&paper, &format!("/wp/v2/posts/{}", post.id));
            assert_eq!(post["format"], "gallery");
            post["content"]["rendered"].as_str().unwrap().contains("wp-block-gallery")
        })
        .collect();
    assert_eq!(markup.len(), 2, "one in each editor's markup");
    for path in [
        "/category/opinion/editorial/",
        "/category/nation/feed/",
        "/tag/ferry-bell/",
        "/author/nimra-sethi/",
    ] {
        let page = get(&format!("{}{path}", paper.url()));
        assert_eq!(page.status, 200, "{path}");
    }
    assert_eq!(
        get(&format!("{}/category/editorial/", paper.url())).status,
        404,
        "it lies below Opinion"
    );
}
