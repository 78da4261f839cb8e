use crate::newspaper::http::Answer;
use crate::newspaper::view::{View, file};

const STYLE: &str = "body{font:17px/1.5 Georgia,serif;margin:0 auto;max-width:70rem;padding:0 1rem}\
.row{display:flex;gap:2rem}.jeg_main_content{flex:2}.jeg_sidebar{flex:1}.jeg_menu,.jeg_menu_footer{display:flex;flex-wrap:wrap;gap:1rem;list-style:none;padding:0}\
.sub-menu,.jeg_search_result,.avatar,.jeg_mobile_wrapper,.screen-reader-text,.jnews_popup_post_container{display:none}img{max-width:100%;height:auto}.rtl-story .content-inner{direction:rtl}\
#breadcrumbs span+i::before{content:\"›\";margin:0 .4em}.gallery,.wp-block-gallery{display:grid;grid-template-columns:1fr 1fr 1fr;gap:1rem;margin:0}figure{margin:1rem 0}.wp-caption-text,figcaption{font-size:.85em;color:#555}";

const FAVICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 32 32\">\
<path d=\"M11 6h10v3H11zM9 9h14l-2 15H11z\" fill=\"#1f1a14\"/><path d=\"M13 12h6l-1 9h-4z\" fill=\"#f2b705\"/>\
<path d=\"M10 24h12v3H10zM14 3h4v3h-4z\" fill=\"#1f1a14\"/></svg>";

const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 420 70\" width=\"420\" height=\"70\">\
<text x=\"0\" y=\"54\" font-family=\"Georgia,serif\" font-size=\"56\" font-weight=\"700\">The Lantern</text></svg>";

const AVATAR: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 96 96\">\
<rect width=\"96\" height=\"96\" fill=\"#ddd\"/><circle cx=\"48\" cy=\"36\" r=\"18\" fill=\"#999\"/>\
<path d=\"M12 96a36 32 0 0 1 72 0z\" fill=\"#999\"/></svg>";

const ROBOTS: &str = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n";

/// Small files that belong to the site and not to the paper.
pub(super) fn answer(view: &View<'_>, path: &str) -> Option<Answer> {
    let (kind, body) = match path {
        "/robots.txt" => {
            let robots = format!("{ROBOTS}\nSitemap: {}\n", view.url("/wp-sitemap.xml"));
            return Some(Answer::new(200, "text/plain; charset=utf-8", robots));
        }
        "/wp-content/themes/lantern/style.css" => ("text/css", STYLE),
        "/wp-content/themes/lantern/logo.svg" => ("image/svg+xml", LOGO),
        "/favicon.svg" => ("image/svg+xml", FAVICON),
        "/avatar.svg" => ("image/svg+xml", AVATAR),
        "/favicon.ico" => return Some(Answer::redirect(302, &view.url("/favicon.svg"))),
        "/wp-login.php" => {
            let login = "<!DOCTYPE html><title>Log In</title><form name=\"loginform\" method=\"post\">\
                <input name=\"log\"><input name=\"pwd\" type=\"password\"><button>Log In</button></form>";
            return Some(Answer::new(200, "text/html; charset=UTF-8", login));
        }
        "/xmlrpc.php" => {
            let text = "XML-RPC server accepts POST requests only.";
            return Some(Answer::new(405, "text/plain;charset=UTF-8", text).with("Allow", "POST"));
        }
        _ => return None,
    };
    Some(file(kind, body.as_bytes(), view.edition.clock))
}
