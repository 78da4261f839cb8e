"""How a story's parts look in WordPress' two editors.

A segment is (name of the element, its HTML); `raw` goes in as it is. `@@URL:3:large@@` and its like are filled in by
insert.php, which knows the pictures' ids and addresses."""

import re

BLOCKS = {
    'p': 'paragraph',
    'ul': 'list',
    'ol': 'list',
    'blockquote': 'quote',
    'table': 'table',
    'pre': 'preformatted',
}


def classic(name, source):
    """As the classic editor stores it: paragraphs are parted by an empty line alone."""
    return re.sub(r'^<p>|</p>$', '', source) if name == 'p' else source


def block(name, source):
    """As the block editor stores it, with its comments."""
    kind = BLOCKS.get(name, 'heading' if name[0] == 'h' else 'html')
    attributes = ''
    if kind == 'heading' and name != 'h2':
        attributes = f' {{"level":{name[1]}}}'
    if name == 'ol':
        attributes = ' {"ordered":true}'
    if kind == 'quote':
        source = source.replace('<blockquote>', '<blockquote class="wp-block-quote">', 1)
    if kind == 'table':
        source = f'<figure class="wp-block-table">{source}</figure>'
    return f'<!-- wp:{kind}{attributes} -->\n{source}\n<!-- /wp:{kind} -->'


def render(segments, editor):
    """The content of a post."""
    write = block if editor == 'block' else classic
    return '\n\n'.join(source if name == 'raw' else write(name, source) for name, source in segments)


def whole_picture(i):
    """A picture that is the story: a cartoon, a page of the paper."""
    return (
        f'<a href="@@URL:{i}@@"><img class="aligncenter size-full wp-image-@@ID:{i}@@" src="@@URL:{i}@@" alt=""'
        f' width="@@W:{i}@@" height="@@H:{i}@@" /></a>'
    )


def block_picture(i):
    """A picture within the text, from the block editor."""
    return (
        f'<!-- wp:image {{"id":@@ID:{i}@@,"sizeSlug":"large","linkDestination":"none"}} -->\n'
        f'<figure class="wp-block-image size-large"><img src="@@URL:{i}:large@@" alt="@@ALT:{i}@@"'
        f' class="wp-image-@@ID:{i}@@"/><figcaption class="wp-element-caption">@@CAP:{i}@@</figcaption></figure>\n'
        '<!-- /wp:image -->'
    )


def classic_picture(i):
    """A picture within the text, from the classic editor."""
    return (
        f'[caption id="attachment_@@ID:{i}@@" align="aligncenter" width="300"]<a href="@@URL:{i}@@">'
        f'<img class="size-medium wp-image-@@ID:{i}@@" src="@@URL:{i}:medium@@" alt="@@ALT:{i}@@" width="300"'
        f' height="200" /></a> @@CAP:{i}@@[/caption]'
    )


def gallery(pictures, style):
    """A gallery in one of the styles that papers use."""
    if style == 'block':
        return block_gallery(pictures)
    if style == 'attached':
        return '[gallery columns="3" link="file"]'
    link = 'file' if style == 'classic' else 'none'
    ids = ','.join(f'@@ID:{i}@@' for i in pictures)
    return f'[gallery columns="3" size="medium" link="{link}" ids="{ids}"]'


def block_gallery(pictures):
    images = ''.join(
        f'<!-- wp:image {{"id":@@ID:{i}@@,"sizeSlug":"large","linkDestination":"media"}} -->\n'
        f'<figure class="wp-block-image size-large"><a href="@@URL:{i}@@"><img src="@@URL:{i}:large@@"'
        f' alt="@@ALT:{i}@@" class="wp-image-@@ID:{i}@@"/></a>'
        f'<figcaption class="wp-element-caption">@@CAP:{i}@@</figcaption></figure>\n<!-- /wp:image -->\n'
        for i in pictures
    )
    return (
        '<!-- wp:gallery {"linkTo":"media"} -->\n'
        f'<figure class="wp-block-gallery has-nested-images columns-default is-cropped">{images}</figure>\n'
        '<!-- /wp:gallery -->'
    )


def content(post, segments):
    """All that a post's editor would hold: text, pictures, gallery, the link to the printed paper."""
    segments = list(segments)
    for j, i in enumerate(post.get('inline', [])):
        if post['kind'] != 'article':
            picture = whole_picture(i)
        elif post['editor'] == 'block':
            picture = block_picture(i)
        else:
            picture = classic_picture(i)
        segments.insert(min(len(segments), 3 + 4 * j), ('raw', picture))
    if post.get('gallery'):
        segments.append(('raw', gallery(post['gallery'], post['style'])))
    if post.get('pdf'):
        segments.append(('raw', '<a href="@@PDF@@">Download PDF</a>'))
    return render(segments, post['editor'])
