"""The plan of a newspaper: its sections, authors, stories and pictures; the same for the same arguments."""

import datetime as dt
import random
import re

import photos
from texts import Pool, directory, plain, segments

# Slug, name, slug of the parent, share of a day's stories.
SECTIONS = [
    ('top-news', 'TOP NEWS', '', 4),
    ('city-towns', 'CITY & TOWNS', '', 4),
    ('local', 'LOCAL', '', 5),
    ('business', 'BUSINESS', '', 3),
    ('nation', 'NATION', '', 5),
    ('world', 'WORLD', '', 4),
    ('sports', 'SPORTS', '', 3),
    ('opinion', 'OPINION', '', 0),
    ('editorial', 'EDITORIAL', 'opinion', 1),
    ('on-heritage', 'ON HERITAGE', 'opinion', 0.3),
    ('creative-beats', 'CREATIVE BEATS', 'opinion', 0.3),
    ('interalia', 'INTERALIA', 'opinion', 0.5),
    ('wide-angle', 'WIDE ANGLE', 'opinion', 0.5),
    ('other-view', 'OTHER VIEW', 'opinion', 0.5),
    ('art-space', 'ART SPACE', 'opinion', 0.3),
    ('photo-gallery', 'Photo Gallery', '', 1),
    ('cartoon', 'CARTOON', '', 1),
    ('epaper', 'EPAPER', '', 1),
    ('urdu', 'اردو', '', 1),
    ('hindi', 'हिन्दी', '', 1),
]
DAILY = ['photo-gallery', 'cartoon', 'epaper', 'urdu', 'hindi', 'editorial']  # once a day each
OPINION = [slug for slug, _, parent, _ in SECTIONS if parent == 'opinion']
NEWS = [(slug, share) for slug, _, _, share in SECTIONS if share and slug not in DAILY]
# Login: name as printed, what sort of author it is.
AUTHORS = {
    'ptw': ('Press Trust Wire', 'agency'),
    'vns': ('Valley News Service', 'agency'),
    'unw': ('United Newswire', 'agency'),
    'desk': ('News Desk', 'desk'),
    'gazette': ('Gazette Monitor', 'desk'),
    'sports': ('Sports Desk', 'desk'),
    'ganai': ('Imran Ganai', 'staff'),
    'wani': ('Sana Wani', 'staff'),
    'lone': ('Tariq Lone', 'staff'),
    'koul': ('Dr. Meera Koul', 'columnist'),
    'dar': ('Prof. G. N. Dar', 'columnist'),
    'photo': ('Photo Desk', 'desk'),
    'urdu': ('نمائندہ خصوصی', 'staff'),
    'hindi': ('हमारे संवाददाता', 'staff'),
}
COLUMNISTS = ['koul', 'dar', 'ganai']
REPORTERS = ['ptw', 'ptw', 'vns', 'unw', 'desk', 'gazette', 'ganai', 'wani', 'lone']
PLACES = [
    'Srinagar', 'Jammu', 'New Delhi', 'Baramulla', 'Anantnag', 'Leh', 'Mumbai', 'Kupwara', 'Washington', 'Pulwama',
]
TAGS = [
    'Kashmir', 'Weather', 'Economy', 'Elections', 'Health', 'Education', 'Tourism', 'Technology', 'Environment',
    'Courts', 'Cricket', 'Heritage', 'J&K', 'Roads “NH-44”',
]
GALLERY_STYLES = ['classic', 'block', 'jnews', 'tagdiv', 'attached']


class Plan:
    """Stories and pictures, filled day by day.

    Every draw from `chance` is made in a fixed order: a new one shifts all that come after it."""

    def __init__(self, arguments, uploads):
        self.seed = arguments.seed
        self.chance = random.Random(arguments.seed)
        self.uploads = uploads
        folder = directory()
        self.short, self.long, self.hindi, self.urdu = (Pool(folder, kind) for kind in ('short', 'long', 'hi', 'ur'))
        for pool in (self.short, self.long, self.hindi, self.urdu):
            self.chance.shuffle(pool.stories)
        self.posts = []
        self.photos = []  # jobs for photos.make
        self.until = dt.date.fromisoformat(arguments.until)
        self.budget = max(1, arguments.photos // max(1, arguments.days))  # pictures a day
        for before in reversed(range(arguments.days)):
            self.add_day(self.until - dt.timedelta(days=before), arguments.per_day)

    def add_day(self, day, stories):
        fixed = DAILY[:max(1, stories // 6)]
        left = max(0, stories - len(fixed))
        slugs, shares = zip(*NEWS)
        order = fixed + self.chance.choices(slugs, shares, k=left)
        self.chance.shuffle(order)
        share = min(0.9, max(0.45, (self.budget - 20) / max(1, left)))
        pictured = set(self.chance.sample(range(left), min(left, int(left * share)))) if left else set()
        self.day, self.of, self.first_photo = day, len(order), len(self.photos)
        articles = 0
        for self.place, section in enumerate(order):
            match section:
                case 'photo-gallery':
                    self.add_gallery(section)
                case 'cartoon':
                    self.add_cartoon(section)
                case 'epaper':
                    self.add_epaper(section)
                case 'urdu' | 'hindi':
                    self.add_translated(section)
                case _:
                    self.add_article(section, articles, articles in pictured)
                    articles += 1

    def time(self):
        """Spread over the whole Indian day, so that some stories lie on the day before in UTC."""
        minute = 10 + int(self.place * 1420 / max(1, self.of))
        return dt.datetime.combine(self.day, dt.time(minute // 60, minute % 60, (self.place * 13) % 60))

    def may_add_photo(self):
        return len(self.photos) - self.first_photo < self.budget

    def add_post(self, section, author, title, parts, kind='article', lang='en', **more):
        post = {
            'n': len(self.posts),
            'kind': kind,
            'sections': [section],
            'author': author,
            'title': title,
            'date': self.time().isoformat(sep=' '),
            'lang': lang,
            'status': 'publish',
            'password': '',
            'tags': [],
            'sticky': False,
            'featured': None,
            'figures': [],
            'harvest': True,
            'features': [],
            'blocks': [plain(source) for _, source in parts],
            'segs': parts,
            'editor': 'classic' if len(self.posts) % 5 < 3 else 'block',
        }
        post.update(more)
        self.posts.append(post)
        return post

    def add_gallery(self, section):
        count = max(3, min(15, self.budget // 3 + self.chance.randint(-2, 3)))
        pictures = [self.add_photo() for _ in range(count)]
        style = GALLERY_STYLES[self.day.toordinal() % 5]
        title = self.chance.choice(['In Pictures: ', 'Glimpses of the day: ', 'Through the lens: '])
        self.add_post(
            section, 'photo', f'{title}{self.day:%B %-d}', [], 'gallery', gallery=pictures, style=style,
            featured=pictures[0], figures=pictures, features=[f'gallery:{style}'],
        )

    def add_cartoon(self, section):
        i = self.add_photo('cartoon')
        title = 'Cartoon' if self.day.day % 2 else f'Toon: {self.day:%d-%m-%Y}'
        self.add_post(section, 'desk', title, [], 'cartoon', featured=i, figures=[i], inline=[i])

    def add_epaper(self, section):
        stories = [self.short.take() for _ in range(4)]
        printed = {
            'titles': [story['title'] for story in stories[:3]],
            'text': ' '.join(plain(story['html']) for story in stories),
        }
        pages = [self.add_photo('epage', page=page, **printed) for page in range(1, 5)]
        self.add_post(
            section, 'desk', f'E-Paper {self.day:%B %-d, %Y}', [], 'epage', featured=pages[0], figures=pages,
            inline=pages, pdf=f'{self.day:%Y/%m}/valley-gazette-{self.day:%d-%m-%Y}.pdf',
        )

    def add_translated(self, section):
        rtl = section == 'urdu'
        text = (self.urdu if rtl else self.hindi).take()
        post = self.add_post(
            section, section, text['title'], segments(text['html']), lang='ur' if rtl else 'hi', rtl=rtl,
            source=text['source'],
        )
        if self.may_add_photo():
            post['featured'] = self.add_photo()
            post['figures'] = [post['featured']]

    def add_article(self, section, n, pictured):
        opinion = section in OPINION
        text = (self.long if opinion or n % 3 == 2 else self.short).take()
        parts, features = segments(text['html']), []
        author = {'editorial': 'desk', 'sports': 'sports'}.get(section)
        author = author or self.chance.choice(COLUMNISTS if opinion else REPORTERS)
        if not opinion and parts and parts[0][0] == 'p' and AUTHORS[author][1] == 'agency':
            place = self.chance.choice(PLACES)
            dateline = f'<p><strong>{place}:</strong>&nbsp; ' if n % 2 else f'<p>{place}:  '
            parts[0] = ('p', parts[0][1].replace('<p>', dateline, 1))
            features.append('dateline')
        post = self.add_post(section, author, text['title'], parts, source=text['source'], features=features)
        if section == 'top-news' or self.chance.random() < 0.12:
            also = self.chance.choice(['nation', 'world', 'local'])
            post['sections'] = list(dict.fromkeys([section, also]))
        post['tags'] = self.chance.sample(TAGS, self.chance.choice([0, 0, 1, 2, 3]))
        post['subtitle'] = text.get('summary', '')[:160] if n % 7 == 3 else ''
        self.illustrate(post, pictured)

    def illustrate(self, post, pictured):
        if pictured and self.may_add_photo():
            post['featured'] = self.add_photo()
            post['figures'] = [post['featured']]
            if self.chance.random() < 0.25 and self.may_add_photo():
                post['inline'] = [self.add_photo()]
                post['figures'] += post['inline']
            elif self.chance.random() < 0.1:
                post['inline'] = [post['featured']]
                post['features'].append('featured-repeated')
        elif self.photos and self.chance.random() < 0.15:
            i = self.chance.randrange(len(self.photos))
            if self.photos[i]['kind'] == 'photo':
                post['featured'], post['figures'] = i, [i]
            post['features'].append('photo-reused')

    def add_photo(self, kind='photo', **more):
        n, day = len(self.photos), self.day
        if kind == 'cartoon':
            path, shows = photos.DRAWINGS[n % len(photos.DRAWINGS)], 'a cartoon'
        else:
            path, shows = photos.PHOTOS[n % len(photos.PHOTOS)]
        chance = random.Random(f'{self.seed}/{n}')
        place, by = chance.choice(PLACES[:6]), chance.choice(photos.PEOPLE)
        credit = chance.choice([f'Gazette Photo/{by}', f'GP/{by}', 'Press Trust Wire'])
        name = f"page-{more['page']}-{day}.jpg" if kind == 'epage' else file_name(n, day, shows, place)
        width = [900, 1200, 1600, 700, 1366, 1024, 2048, 640, 1500, 2600 if n % 20 == 9 else 1280][n % 10]
        job = {
            'n': n,
            'kind': kind,
            'rel': f'{day:%Y/%m}/{name}',
            'uploads': self.uploads,
            'width': min(width, 800) if name.endswith('png') else width,
            'aspect': photos.ASPECTS[(n * 7) % 10] if kind == 'photo' else (4, 3),
            'seed': f'{self.seed}/{n}',
            'caption': caption(n, kind, day, shows, place, by, credit),
            'credit': credit if kind != 'epage' else '',
            'alt': shows if n % 3 else '',
            'date': day.isoformat(),
            'source': path,
            'title': name.rsplit('.', 1)[0],
        }
        self.photos.append(job | more)
        return n


def file_name(n, day, shows, place):
    """Names as papers' pictures have them: from cameras and telephones, in Urdu, and ending as if they were sized."""
    slug = re.sub('[^a-z]+', '-', shows.lower()).strip('-')[:28]
    city = place.lower().replace(' ', '-')
    return [
        f'{slug}-{n}.jpg',
        f'DSC_{1000 + n:04}.JPG',
        f'{slug}-{n}.jpg',
        f'WhatsApp-Image-{day}-at-7.10.{n % 60:02}-PM.jpeg',
        f'{city}-{n}-1024x683.jpg',
        f'{n}-{slug}.png' if n % 3 else f'{n}-{slug}.webp',
        f'{slug}-{n}-scaled.jpg',
        f'تصویر-{n}.jpg',
    ][n % 8]


def caption(n, kind, day, shows, place, by, credit):
    if kind == 'cartoon':
        return f'Cartoon: {by}'
    if kind == 'epage' or n % 9 == 5:
        return ''
    if n % 4:
        return f'{shows[0].upper()}{shows[1:]}, in {place} on {day:%A}. {credit}'
    return f'A view of {shows} — {place}, “File”'
