"""The actions of the proxy `faulty`: one function each, named as in a rule's "do".

INSTEAD answer in place of the site; ALTER change what the site answered; SEND send it in another way."""

import base64
import email.utils
import gzip
import random
import re
import time
import urllib.parse
import zlib
from dataclasses import dataclass

from presets import BROTLI_BOMB, WALLS

NOT_FOUND = (
    '<html><head><title>Page not found</title></head>'
    '<body><h1>404</h1><p>Sorry the page was not found</p></body></html>'
)
SOMETHING_ELSE = (
    '<!doctype html><html><head><title>Welcome</title></head>'
    '<body><h1>This is not what you asked for</h1></body></html>'
)
HUGE = {'nodes': b'<div class="a"><p>word</p></div>', 'text': b'word ', 'deep': b'<div>'}
MIB = 1 << 20


@dataclass
class Answer:
    """What the site answered, or what is sent in its place."""

    status: int
    headers: list
    body: bytes
    kind: str = 'text/html'

    def without(self, *names):
        return [(name, value) for name, value in self.headers if name.lower() not in names]


def page(status, body='', headers=None):
    """A page of our own; None as a fault's answer means: ask the site after all."""
    headers = {'Content-Type': 'text/html; charset=UTF-8', **(headers or {})}
    return Answer(status, list(headers.items()), body.encode() if isinstance(body, str) else body)


def status(path, rule):
    code = rule['code']
    return page(code, rule.get('body', f'<h1>{code}</h1>'), rule.get('headers', {}))


def empty(path, rule):
    return page(200)


def gone(path, rule):
    return page(rule.get('code', 410), NOT_FOUND)


def retry_after(path, rule):
    seconds = rule.get('s', 5)
    until = email.utils.formatdate(time.time() + seconds, usegmt=True) if rule.get('date') else str(seconds)
    return page(rule.get('code', 429), '<h1>Too Many Requests</h1>', {'Retry-After': until})


def redirect(path, rule):
    return page(rule.get('code', 302), '', {'Location': rule['to']})


def login(path, rule):
    return page(302, '', {'Location': '/wp-login.php?redirect_to=' + urllib.parse.quote(path)})


def loop(path, rule):
    return page(rule.get('code', 302), '', {'Location': path if '?' in path else path + '?again=1'})


def chain(path, rule):
    address = urllib.parse.urlsplit(path)
    hop = int(urllib.parse.parse_qs(address.query).get('hop', [0])[0])
    if hop < rule.get('n', 15):
        return page(302, '', {'Location': f'{address.path}?hop={hop + 1}'})


def waf(path, rule):
    code, headers, body = WALLS[rule.get('kind', 'cloudflare')]
    return page(code, body, headers)


def html(path, rule):
    return page(200, SOMETHING_ELSE, {'Content-Type': rule.get('type', 'text/html')})


def bomb(path, rule):
    kind = rule.get('kind', 'gzip')
    if kind == 'br':
        return page(200, base64.b64decode(BROTLI_BOMB), {'Content-Encoding': 'br'})
    packer = zlib.compressobj(9, zlib.DEFLATED, 31 if kind == 'gzip' else 15)
    packed = packer.compress(b'<html><body>')
    for _ in range(rule.get('mb', 1024)):
        packed += packer.compress(bytes(MIB))
    return page(200, packed + packer.flush(), {'Content-Encoding': kind})


def always_304(path, rule):
    return Answer(304, [], b'')


def delay(path, rule):
    time.sleep(rule.get('s', 5))


def headers(answer, rule):
    new = rule.get('set', {})
    gone_too = [name.lower() for name in [*rule.get('drop', []), *new]]
    answer.headers = answer.without(*gone_too) + list(new.items())


def type(answer, rule):
    answer.headers = answer.without('content-type') + [('Content-Type', rule['value'])]


def stale(answer, rule):
    answer.headers = answer.without('etag', 'last-modified') + [
        ('ETag', f'"{random.random()}"'),
        ('Last-Modified', email.utils.formatdate(usegmt=True)),
    ]


def charset(answer, rule):
    declared = f"; charset={rule['declare']}" if rule.get('declare') else ''
    answer.headers = answer.without('content-type') + [('Content-Type', answer.kind + declared)]


def encode(answer, rule):
    text = re.sub(rb'<meta charset="[^"]*">', b'', answer.body).decode('utf8', 'replace')
    answer.body = text.encode(rule['charset'], 'xmlcharrefreplace')
    charset(answer, rule)


def nul(answer, rule):
    middle = len(answer.body) // 2
    answer.body = answer.body[:middle] + b'\0\xff\xfe\x80' + answer.body[middle:]


def bom(answer, rule):
    answer.body = b'\xef\xbb\xbf' + answer.body


def prefix(answer, rule):
    answer.body = rule['text'].encode() + answer.body


def truncate(answer, rule):
    answer.body = answer.body[:rule.get('at', int(len(answer.body) * rule.get('part', 0.5)))]


def drop(proxy, answer, rule):
    proxy.read_body()
    proxy.hang_up(rule.get('reset', False))


def huge(proxy, answer, rule):
    unit = HUGE[rule.get('kind', 'nodes')]
    chunk = unit * ((1 << 16) // len(unit))
    proxy.begin(200, [('Content-Type', 'text/html'), ('Transfer-Encoding', 'chunked')])
    for _ in range(rule.get('mb', 100) * 16):
        proxy.put(b'%x\r\n%s\r\n' % (len(chunk), chunk))
    proxy.put(b'0\r\n\r\n')


def slow_headers(proxy, answer, rule):
    proxy.sent_status = answer.status
    proxy.wfile.write(f'HTTP/1.1 {answer.status} OK\r\n'.encode())
    time.sleep(rule.get('s', 60))
    proxy.close_connection = True


def length(proxy, answer, rule):
    proxy.reply(answer, len(answer.body) + rule.get('add', 1000))
    proxy.hang_up()


def chunk_bad(proxy, answer, rule):
    proxy.begin(answer.status, answer.headers + [('Transfer-Encoding', 'chunked')])
    half = answer.body[:len(answer.body) // 2]
    proxy.put(b'%x\r\n' % len(answer.body) + half + b'\r\nZZ\r\n')
    proxy.hang_up()


def cut(proxy, answer, rule):
    whole = len(answer.body)
    answer.body = answer.body[:rule.get('at', whole // 2)]
    proxy.reply(answer, whole)
    proxy.hang_up(rule.get('reset', False))


def slow(proxy, answer, rule):
    body, answer.body = answer.body, b''
    proxy.reply(answer, len(body))
    step = rule.get('bytes', 1)
    for start in range(0, len(body), step):
        proxy.put(body[start:start + step])
        proxy.wfile.flush()
        time.sleep(rule.get('s', 1))


def compress(answer):
    """As most sites do for those who accept it."""
    if answer.status == 200 and len(answer.body) > 500 and re.match(r'text/|application/(json|xml|rss)', answer.kind):
        answer.body = gzip.compress(answer.body, 1)
        answer.headers = answer.headers + [('Content-Encoding', 'gzip'), ('Vary', 'Accept-Encoding')]


def named(*functions):
    return {function.__name__: function for function in functions}


INSTEAD = named(status, empty, gone, retry_after, redirect, login, loop, chain, waf, html, bomb, always_304, delay)
ALTER = named(headers, type, stale, charset, encode, nul, bom, prefix, truncate)
SEND_ALONE = named(drop, huge)  # the site is not asked
SEND = named(slow_headers, length, chunk_bad, cut, slow)
