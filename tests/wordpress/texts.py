"""The stories that the test newspaper prints: where their texts lie, and how a small stock of them is stretched."""

import gzip
import html
import json
import os
import random
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
STOCK = HERE / 'stock'

# Kind of text: the files that hold it, whichever of them are there, in this order.
FILES = {
    'short': ['en-wikinews', 'en-ntrex', 'en'],
    'long': ['en-digitalgov', 'en-long'],
    'hi': ['hi-ntrex', 'hi'],
    'ur': ['ur-ntrex', 'ur'],
}
PLACES = {
    'en': 'Marwal Hazwan Kolsar Dobgund Zanpora Lidwan Chandpur Batgund Ishmal Reshwan Nilsar Tangwari'.split(),
    'hi': 'मारवाल हज़वान कोलसर डोबगुंड ज़ानपोरा लिदवान चांदपुर बटगुंड निलसर'.split(),
    'ur': 'ماروال ہزوان کولسر ڈوبگنڈ زانپورہ لدوان چاندپور بٹگنڈ نیلسر'.split(),
}
TOP_LEVEL = re.compile(r'<(/?)(p|ul|ol|h[1-6]|blockquote|table|pre|div|dl|section)\b[^>]*>|<hr\s*/?>')
ENDS_A_WORD = re.compile(r'<(br|/p|/li|/td|/th|/tr|/h\d)[^>]*>')


def directory():
    """$BROADSHEET_TEXTS, else a folder of free news texts where it lies beside the checkout, else the stock."""
    if given := os.environ.get('BROADSHEET_TEXTS'):
        return Path(given).resolve()
    beside = HERE.parents[2] / 'shared' / 'data' / 'texts'
    return beside if beside.is_dir() else STOCK


def load(folder, kind):
    """All stories of a kind in a folder."""
    stories = []
    for name in FILES[kind]:
        plain_file, packed = folder / f'{name}.jsonl', folder / f'{name}.jsonl.gz'
        if plain_file.exists():
            lines = plain_file.read_text(encoding='utf8').splitlines()
        elif packed.exists():
            lines = gzip.decompress(packed.read_bytes()).decode('utf8').splitlines()
        else:
            continue
        stories += [json.loads(line) for line in lines]
    if not stories:
        sys.exit(f'{folder} has no text of the kind "{kind}"; set BROADSHEET_TEXTS to a folder that has one of '
                 + ', '.join(f'{name}.jsonl' for name in FILES[kind]))
    return stories


def segments(source):
    """The top-level elements of simple HTML as (name, HTML), empty ones left out."""
    found, depth, start = [], 0, 0
    for match in TOP_LEVEL.finditer(source):
        closing, name = match.groups()
        if name is None:
            continue
        if not closing:
            if depth == 0:
                start = match.start()
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0:
                found.append((name, source[start:match.end()]))
    return [(name, re.sub(r'\n+', '\n', x)) for name, x in found if re.sub(r'<[^>]+>|\s|&nbsp;', '', x)]


def plain(source):
    """The words of a piece of HTML."""
    words = re.sub(r'<[^>]+>', '', ENDS_A_WORD.sub(' ', source))
    return re.sub(r'\s+', ' ', html.unescape(words)).strip()


class Pool:
    """Stories of one kind, handed out in turn.

    When all were given, they come again; those of the stock come recombined, so that no two are equal."""

    def __init__(self, folder, kind):
        self.stories = load(folder, kind)
        self.recombines = folder == STOCK
        self.given = 0
        self.seen = {story['html'] for story in self.stories}

    def take(self):
        rounds, index = divmod(self.given, len(self.stories))
        self.given += 1
        story = self.stories[index]
        return self.recombined(story, rounds) if rounds and self.recombines else story

    def recombined(self, story, rounds):
        """The same opening, then its other parts but one in another order, then one from a story on the same subject."""
        lang, topic = story['lang'], story['topics'][0]
        related = [s for s in self.stories if s['topics'][0] == topic]
        opening, own = parts(story)
        others = [part for other in related if other is not story for part in parts(other)[1]]
        for attempt in range(1000):
            chance = random.Random(f'{story["title"]}/{rounds}/{attempt}')
            kept = max(1, len(own) - 1) if others else len(own)
            body = chance.sample(own, kept) + chance.sample(others, min(1, len(others)))
            source = '\n'.join([opening, *body])
            if source not in self.seen:
                break
        self.seen.add(source)
        places = PLACES[lang]
        title = f'{places[(rounds - 1) % len(places)]}: {story["title"]}'
        if rounds > len(places):
            title += f' ({(rounds - 1) // len(places) + 1})'
        return story | {'title': title, 'html': source}


def parts(story):
    """The first element of a story, and the rest in parts that can stand in any order.

    A heading stays with what follows it."""
    opening, *rest = [source for _, source in segments(story['html'])]
    has_headings = any(source.startswith('<h') for source in rest)
    grouped = []
    for source in rest:
        if has_headings and grouped and not source.startswith('<h'):
            grouped[-1] += '\n' + source
        else:
            grouped.append(source)
    return opening, grouped
