"""Photographs, cartoons and e-pages for the test newspaper, cut from pictures that Debian ships under free licences.

None of it is committed: the files are made at seed time, in WordPress' own layout (uploads/YYYY/MM, -WxH sizes,
-scaled originals), with EXIF and IPTC captions and credits."""

import hashlib
import os
import random
import struct

from PIL import Image, ImageDraw, ImageFont, ImageOps

BACKGROUNDS = '/usr/share/backgrounds/'
NATURE = BACKGROUNDS + 'mate/nature/'
WALLPAPERS = '/usr/share/wallpapers/'
FONTS = '/usr/share/fonts/truetype/dejavu/'


def kde(name, size='2560x1600', kind='jpg'):
    return f'{WALLPAPERS}{name}/contents/images/{size}.{kind}'


PHOTOS = [  # file, what it shows
    (BACKGROUNDS + 'Kleiber_by_Lukas_Baubkus.jpg', 'a nuthatch on the trunk of a chinar tree'),
    (BACKGROUNDS + 'picosdeeuropa_by_Aitzol_Berasategi.jpg', 'trekkers’ path below snow-covered peaks'),
    (BACKGROUNDS + 'life_by_Aitzol_Berasategi.jpg', 'a stream running through the forest'),
    (BACKGROUNDS + 'Dragonfly_by_Bolly.jpg', 'a dragonfly resting on a bush'),
    (BACKGROUNDS + 'seeding_by_Clements_Engelhardt.jpg', 'dandelions in the evening light'),
    (NATURE + 'RainDrops.jpg', 'raindrops on fresh leaves after an overnight shower'),
    (BACKGROUNDS + 'Picture_1A_by_freespace.jpg', 'brushes at a painters’ workshop'),
    (NATURE + 'Blinds.jpg', 'a leaf against the sun'),
    (BACKGROUNDS + 'sunset_by_Aitzol_Berasategi.jpg', 'the sun setting over the hills'),
    (BACKGROUNDS + 'aitzgorri_by_Aitzol_Berasategi.jpg', 'a meadow with the range in the background'),
    (NATURE + 'Dune.jpg', 'grass on the river bank'),
    (BACKGROUNDS + 'Bridge_by_Sander_Klootwijk.jpg', 'cables of the new bridge'),
    (kde('Path'), 'a path in the pine forest'),
    (kde('OneStandsOut'), 'moss on the forest floor'),
    (NATURE + 'TwoWings.jpg', 'seeds drifting in the wind'),
    (BACKGROUNDS + 'greentock_by_Peter_Nerlich.jpg', 'the clock at the station'),
    (BACKGROUNDS + 'Picture_0B_by_freespace.jpg', 'a fig, cut open, at the market'),
    (BACKGROUNDS + 'free_by_Peter_Nerlich.jpg', 'a bee below the lamps of a greenhouse'),
    (kde('ColorfulCups'), 'cups at a pottery fair'),
    (NATURE + 'Storm.jpg', 'clouds gathering over the highway'),
    (kde('EveningGlow'), 'boats moored at the lake at dusk'),
    (BACKGROUNDS + 'friends_by_Aitzol_Berasategi.jpg', 'two dogs at a door in the old town'),
    (kde('FallenLeaf'), 'fallen chinar leaves in the garden'),
    (kde('ColdRipple'), 'a jetty in the morning fog'),
    (BACKGROUNDS + 'Wine_by_Jakkub_Mede.jpg', 'a table laid at a restaurant'),
    (kde('BytheWater'), 'planks of a boardwalk at the lake'),
    (kde('Kite'), 'a kite in the autumn sky'),
    (kde('summer_1am'), 'the lake shortly after sunset'),
    (NATURE + 'LadyBird.jpg', 'a ladybird on forget-me-nots'),
    (kde('DarkestHour'), 'the shore before daybreak'),
    (NATURE + 'YellowFlower.jpg', 'a flower at the botanical garden'),
    (NATURE + 'Garden.jpg', 'marigolds at the public garden'),
    (kde('Grey'), 'the facade of a new building'),
    (NATURE + 'Aqua.jpg', 'a drop of water'),
    (NATURE + 'GreenMeadow.jpg', 'paddy seedlings in a field'),
    (NATURE + 'FreshFlower.jpg', 'a lily in bloom'),
    (kde('Volna', '5120x2880'), 'waves on the beach'),
    (kde('Autumn'), 'a tree in autumn'),
]
DRAWINGS = [
    kde('SafeLanding', '5120x2880'),
    kde('PastelHills', '3200x2000'),
    kde('FlyingKonqui', '2560x1600', 'png'),
    kde('Altai', '1080x1920', 'png'),
    kde('Kay', '1080x1920', 'png'),
    kde('Patak', '1080x1920', 'png'),
]
PEOPLE = ['Imran Ganai', 'Sana Wani', 'Tariq Lone', 'Meera Koul', 'Yasir Dar']
ASPECTS = [(3, 2), (4, 3), (16, 9), (1, 1), (2, 3), (3, 4), (21, 9), (5, 4), (9, 16), (3, 1)]
COPYRIGHT = '© The Valley Gazette'
CAMERA = 'X-T3'
SIZES = [  # name, width, height, cropped; the widest first, so that each is made from the one before
    ('2048x2048', 2048, 2048, False),
    ('1536x1536', 1536, 1536, False),
    ('large', 1024, 1024, False),
    ('medium_large', 768, 0, False),
    ('jnews-750x375', 750, 375, True),
    ('jnews-350x250', 350, 250, True),
    ('medium', 300, 300, False),
    ('thumbnail', 150, 150, True),
    ('jnews-120x86', 120, 86, True),
]
LARGEST_SHOWN = 2560  # WordPress keeps a larger upload and shows a -scaled one
FORMATS = {'jpg': 'JPEG', 'jpeg': 'JPEG', 'png': 'PNG', 'webp': 'WEBP', 'gif': 'GIF'}

_opened = {}


def make_all(jobs):
    return [make(job) for job in jobs]


def make(job):
    """Writes a picture and its sizes; returns the job with WordPress' metadata and the facts for the manifest.

    A job names path, kind, width, aspect, seed, caption, credit, date and source."""
    chance = random.Random(job['seed'])
    path = os.path.join(job['uploads'], job['rel'])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    image = epage(job) if job['kind'] == 'epage' else cut(job, chance)
    stem, extension = path.rsplit('.', 1)
    kind = FORMATS[extension.lower()]
    save(image, path, kind, 82, job)
    with open(path, 'rb') as file:
        raw = file.read()
    width, height = image.size
    original = {
        'file': job['rel'],
        'width': width,
        'height': height,
        'bytes': len(raw),
        'sha256': hashlib.sha256(raw).hexdigest(),
    }
    meta = {'width': width, 'height': height, 'file': job['rel'], 'filesize': len(raw), 'sizes': {}}
    image = image.convert('RGB')
    if max(width, height) > LARGEST_SHOWN and kind == 'JPEG':
        scaled = f'{stem}-scaled.{extension}'
        size = fit(width, height, LARGEST_SHOWN, LARGEST_SHOWN)
        save(image.resize(size, Image.BILINEAR), scaled, kind)
        meta |= {
            'width': size[0],
            'height': size[1],
            'file': f"{job['rel'].rsplit('.', 1)[0]}-scaled.{extension}",
            'original_image': os.path.basename(path),
            'filesize': os.path.getsize(scaled),
        }
    meta['sizes'] = make_sizes(image, stem, extension, kind)
    meta['image_meta'] = image_meta(job)
    return job | {'meta': meta, 'mime': Image.MIME[kind], 'original': original}


def cut(job, chance):
    """A part of the source in the wanted shape and width."""
    image = source(job['source'])
    across, down = job['aspect']
    whole_width, whole_height = image.size
    width = min(whole_width, int(whole_height * across / down))
    width = int(width * chance.uniform(0.55, 1))
    height = min(whole_height, int(width * down / across))
    width = min(whole_width, int(height * across / down))
    x, y = chance.randint(0, whole_width - width), chance.randint(0, whole_height - height)
    image = image.crop((x, y, x + width, y + height))
    size = job['width'], max(1, round(job['width'] * height / width))
    image = image.resize(size, Image.BILINEAR, reducing_gap=1.1)
    if chance.random() < 0.3 and job['kind'] == 'photo':
        image = ImageOps.mirror(image)
    return image


def source(path, limit=2600):
    """The decoded source, made smaller; the last seven are kept."""
    if path not in _opened:
        if len(_opened) > 6:
            _opened.pop(next(iter(_opened)))
        image = Image.open(path)
        image.draft('RGB', (limit, limit))
        image = image.convert('RGB')
        image.thumbnail((limit, limit), Image.BILINEAR)
        _opened[path] = image
    return _opened[path]


def make_sizes(image, stem, extension, kind):
    """Writes the smaller versions as WordPress does; returns its description of them."""
    width, height = image.size
    sizes, larger = {}, image
    for name, limit_x, limit_y, cropped in SIZES:
        if cropped:
            size = limit_x, limit_y
            if width < limit_x or height < limit_y or (width, height) == size:
                continue
            big_enough = larger.size[0] >= limit_x and larger.size[1] >= limit_y
            version = crop_to(larger if big_enough else image, size)
        else:
            size = fit(width, height, limit_x, limit_y)
            if size == (width, height) or (name == 'medium_large' and width <= limit_x):
                continue
            version = larger = larger.resize(size, Image.BILINEAR, reducing_gap=1.1)
        path = f'{stem}-{size[0]}x{size[1]}.{extension}'
        save(version, path, kind, 75)
        sizes[name] = {
            'file': os.path.basename(path),
            'width': size[0],
            'height': size[1],
            'mime-type': Image.MIME[kind],
            'filesize': os.path.getsize(path),
        }
    return sizes


def fit(width, height, limit_x, limit_y):
    """As WordPress' wp_constrain_dimensions; a limit of 0 is none."""
    ratio = min(limit_x / width if limit_x else 9e9, limit_y / height if limit_y else 9e9, 1)
    return max(1, round(width * ratio)), max(1, round(height * ratio))


def crop_to(image, size):
    """The middle of a picture in another shape."""
    ratio = min(image.size[0] / size[0], image.size[1] / size[1])
    width, height = int(size[0] * ratio), int(size[1] * ratio)
    x, y = (image.size[0] - width) // 2, (image.size[1] - height) // 2
    return image.resize(size, Image.BILINEAR, box=(x, y, x + width, y + height), reducing_gap=1.1)


def save(image, path, kind, quality=80, job=None):
    """Writes a file; with a job its JPEG says who took it, when, and what it shows."""
    options = {}
    if kind == 'JPEG':
        options = {'quality': quality}
        if job:
            options |= {'exif': exif(job), 'extra': iptc(job, 'Srinagar')}
    elif kind == 'WEBP':
        options = {'quality': quality, 'method': 0}
    elif kind == 'PNG':
        options = {'compress_level': 1}
    image.save(path, kind, **options)


def exif(job):
    tags = Image.Exif()
    tags[0x010E] = job['caption'].encode('ascii', 'replace').decode()
    tags[0x013B] = job['credit']
    tags[0x8298] = COPYRIGHT
    tags[0x0110] = CAMERA
    tags.get_ifd(0x8769)[0x9003] = job['date'].replace('-', ':') + ' 09:15:00'
    return tags.tobytes()


def iptc(job, city):
    """An APP13 segment with caption, credit, byline, city, date and copyright."""

    def field(number, text):
        text = text.encode()
        return struct.pack('>BBBH', 0x1C, 2, number, len(text)) + text

    record = (
        b'\x1c\x01\x5a\x00\x03\x1b%G'  # in UTF-8
        + field(120, job['caption'])
        + field(110, job['credit'])
        + field(80, job['credit'])
        + field(90, city)
        + field(55, job['date'].replace('-', ''))
        + field(116, COPYRIGHT)
    )
    padding = b'\0' if len(record) % 2 else b''
    data = b'Photoshop 3.0\0' + b'8BIM\x04\x04\x00\x00' + struct.pack('>I', len(record)) + record + padding
    return b'\xff\xed' + struct.pack('>H', len(data) + 2) + data


def image_meta(job):
    """What WordPress copies from a file's EXIF and IPTC."""
    unset = ['aperture', 'created_timestamp', 'focal_length', 'iso', 'shutter_speed', 'orientation']
    return dict.fromkeys(unset, '0') | {
        'credit': job['credit'],
        'camera': CAMERA,
        'caption': job['caption'],
        'copyright': COPYRIGHT,
        'title': '',
        'keywords': [],
    }


def font(size, bold=False):
    name = 'DejaVuSerif-Bold.ttf' if bold else 'DejaVuSerif.ttf'
    return ImageFont.truetype(FONTS + name, size, layout_engine=ImageFont.Layout.BASIC)


def epage(job):
    """A printed page as a scan would show it: nameplate, headlines, six columns, a picture."""
    width, height = 1180, 1760
    page = Image.new('RGB', (width, height), (250, 248, 242))
    draw = ImageDraw.Draw(page)
    draw.text((width // 2, 24), 'The Valley Gazette', font=font(64, True), fill=0, anchor='mt')
    draw.line((30, 108, width - 30, 108), fill=0, width=3)
    draw.text((30, 114), f"{job['date']}   Page {job['page']}", font=font(15), fill=0)
    words = Words(job['text'])
    y = 145
    for lead, title in zip((True, False, False), job['titles']):
        draw.text((30, y), title[:44 if lead else 56], font=font(34 if lead else 24, True), fill=0)
        y += 50
        below = y
        if lead:
            picture = source(job['source'])
            picture = picture.resize(fit(*picture.size, 560, 380), Image.BILINEAR, reducing_gap=1.1)
            page.paste(picture, (30, y))
            below = y + picture.size[1] + 10
        for column in range(6):
            set_column(draw, words, 30 + column * 190, below if lead and column < 3 else y, y + 480)
        y += 500
    return page


class Words:
    """Words of a text, and how many are left."""

    def __init__(self, text):
        self.words = text.split()
        self.at = 0

    def left(self):
        return len(self.words) - self.at

    def line(self):
        """As many words as go on a line of some 28 letters."""
        line = self.words[self.at]
        self.at += 1
        while self.left() and len(line) + len(self.words[self.at]) < 29:
            line += ' ' + self.words[self.at]
            self.at += 1
        return line


def set_column(draw, words, x, top, bottom):
    lines = []
    for _ in range(top, bottom, 15):
        if words.left() <= 9:
            break
        lines.append(words.line())
    draw.multiline_text((x, top), '\n'.join(lines), font=font(11), fill=(20, 20, 20), spacing=2)


def pdf(paths, to):
    pages = [Image.open(path).convert('RGB') for path in paths]
    pages[0].save(to, 'PDF', save_all=True, append_images=pages[1:], resolution=100, title='The Valley Gazette')
