"""What makes harvesting hard: each trap on the first ordinary articles that are still free of one."""

import datetime as dt
import re

from texts import plain, segments

HARD_TITLES = [
    '“Smart quotes” & entities: AT&T’s Q&A — 5 < 7 > 3',
    'Don\'t say \'never\': "plain quotes" -- and dashes...',
    'Café, naïve façade: ½ of ₹1,00,000 — 20°C',
    '😀 Emoji in a headline 🏏',
    'A' + 'nd so the headline goes on and on, ' * 9 + 'to the end',
]
HOURS_UNTIL_UPDATED = [1, 5, 26, 50, 100, 3, 8, 72]
EMBEDS = {
    'embed:youtube-iframe': '<iframe width="560" height="315" src="https://www.youtube.com/embed/aaaaaaaaaaa"'
    ' title="Video" allowfullscreen></iframe>',
    'embed:shortcode': '[embed]https://www.youtube.com/watch?v=aaaaaaaaaaa[/embed]',
    'embed:tweet': '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The pass has been closed for traffic.</p>'
    '&mdash; Traffic Police (@traffic) <a href="https://twitter.com/traffic/status/1">January 5, 2026</a></blockquote>'
    '<script async src="https://platform.twitter.com/widgets.js"></script>',
    'embed:facebook': '<div class="fb-post" data-href="https://www.facebook.com/valley/posts/1"></div>',
    'embed:audio': '[audio src="https://media.test/bulletin.mp3"]',
    'embed:block-youtube': '<!-- wp:embed {"url":"https://www.youtube.com/watch?v=bbbbbbbbbbb","type":"video",'
    '"providerNameSlug":"youtube"} -->\n<figure class="wp-block-embed is-type-video is-provider-youtube">'
    '<div class="wp-block-embed__wrapper">\nhttps://www.youtube.com/watch?v=bbbbbbbbbbb\n</div></figure>\n'
    '<!-- /wp:embed -->',
}
TABLE = (
    '<table><thead><tr><th>District</th><th>Cases</th><th>Recovered</th></tr></thead><tbody>'
    '<tr><td>Srinagar</td><td>1,204</td><td>1,150</td></tr><tr><td>Baramulla</td><td>611</td><td>598</td></tr>'
    '<tr><td rowspan="2">Kupwara</td><td>87</td><td>85</td></tr><tr><td colspan="2">not reported</td></tr>'
    '</tbody></table>'
)
LIST = (
    '<ol>\n<li>Keep to the left.</li>\n<li>Carry chains.\n<ul>\n<li>For all four wheels.</li>\n</ul>\n</li>\n</ol>'
)
QUOTE = '<blockquote>We shall not rest until the last house has power.\n<cite>The Chief Engineer</cite></blockquote>'
PULLQUOTE = (
    '<!-- wp:pullquote -->\n<figure class="wp-block-pullquote"><blockquote><p>The lake is the valley’s mirror.</p>'
    '<cite>A boatman</cite></blockquote></figure>\n<!-- /wp:pullquote -->'
)
DEAD_SHORTCODE = '[unknown_shortcode id="7"]text inside a shortcode nobody knows[/unknown_shortcode]'
WORD_PASTE = (
    '<p>&nbsp;</p>\n<div style="display:none">Hidden SEO words that nobody reads</div>\n'
    '<p style="text-align: justify;"><span style="font-family: Arial;">&nbsp;</span></p>'
)


def set_traps(plan):
    """Sets all traps; the order decides which article gets which."""
    articles = [post for post in plan.posts if post['kind'] == 'article' and post['lang'] == 'en']
    plan.chance.shuffle(articles)
    free = iter(articles)
    hide(free, plan.until)
    update(free, plan.until)
    change_titles(free)
    lengthen(free, plan.long)
    add_inserts(free)
    for post in take(free, 2):
        post['segs'] = [('raw', '<br />\n<br />'.join(bare(*part) for part in post['segs']))]
        post['features'].append('br-only')
        post['editor'] = 'classic'


def take(free, count):
    return [post for _, post in zip(range(count), free)]


def mark(free, count, feature, **facts):
    posts = take(free, count)
    for post in posts:
        post['features'].append(feature)
        post.update(facts)
    return posts


def hide(free, until):
    """Stories that no visitor sees, and two that stand before all others."""
    mark(free, 2, 'sticky', sticky=True)
    mark(free, 3, 'password', password='open sesame', harvest=False)
    for count, status in [(4, 'draft'), (1, 'pending'), (2, 'private'), (3, 'trash'), (3, 'deleted')]:
        mark(free, count, status, status=status, harvest=False)
    for i, post in enumerate(mark(free, 3, 'scheduled', status='future', harvest=False)):
        morning = dt.datetime.combine(max(until, dt.date.today()), dt.time(6))
        post['date'] = (morning + dt.timedelta(days=2 + i * 30)).isoformat(sep=' ')


def update(free, until):
    """Stories that were printed shorter first."""
    for i, post in enumerate(mark(free, 8, 'updated')):
        post['first'] = list(post['segs'])
        correction = f'Correction: an earlier version of this story gave a wrong figure. Updated {i + 1}.'
        extend(post, [('p', f'<p><em>{correction}</em></p>')])
        later = dt.datetime.fromisoformat(post['date']) + dt.timedelta(hours=HOURS_UNTIL_UPDATED[i])
        post['modified'] = min(later, dt.datetime.combine(until, dt.time(23, 55, i))).isoformat(sep=' ')


def change_titles(free):
    twins = take(free, 6)
    for first, second in zip(twins[::2], twins[1::2]):
        second['title'] = first['title']
        first['features'].append('title-twice')
        second['features'].append('title-twice')
    for post, title in zip(take(free, 5), HARD_TITLES):
        post['title'] = title
        post['features'].append('title-hard')


def lengthen(free, pool):
    for post in take(free, 2):
        extend(post, [part for _ in range(12) for part in segments(pool.take()['html'])])
        post['features'].append('very-long')


def add_inserts(free):
    for (feature, source), post in zip(EMBEDS.items(), take(free, 6)):
        insert(post, 2, source, feature)
    for post in take(free, 3):
        words = 'District Cases Recovered Srinagar 1,204 1,150 Baramulla 611 598 Kupwara 87 85 not reported'
        insert(post, 1, TABLE, 'table', words)
    for post in take(free, 3):
        insert(post, 1, LIST, 'list', 'Keep to the left. Carry chains. For all four wheels.')
    for post in take(free, 3):
        insert(post, 2, QUOTE, 'quote', 'We shall not rest until the last house has power. The Chief Engineer')
    for post in take(free, 2):
        insert(post, 1, PULLQUOTE, 'pullquote', editor='block')
    for post in take(free, 2):
        insert(post, max(1, len(post['segs']) // 2), '<!--nextpage-->', 'two-pages', editor='classic')
    junk = {'more-tag': '<!--more-->', 'dead-shortcode': DEAD_SHORTCODE, 'word-paste': WORD_PASTE}
    for feature, source in junk.items():
        for post in take(free, 2):
            insert(post, 1, source, feature, editor='classic')


def extend(post, parts):
    post['segs'] = post['segs'] + parts
    post['blocks'] = [plain(source) for _, source in post['segs']]


def insert(post, at, source, feature, words=None, editor=None):
    """Puts a piece of HTML into a story; `words` are what a reader sees of it, if that is a block of its own."""
    at = min(at, len(post['segs']))
    post['segs'].insert(at, ('raw', source))
    post['features'].append(feature)
    if words:
        post['blocks'].insert(at, words)
    if editor:
        post['editor'] = editor


def bare(name, source):
    return re.sub(r'^<p>|</p>$', '', source) if name == 'p' else source
