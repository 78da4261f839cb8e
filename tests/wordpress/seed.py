"""Plans a newspaper (the same for the same arguments), makes its pictures, and hands the plan to insert.php."""

import argparse
import datetime as dt
import hashlib
import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import markup
import photos
from plan import AUTHORS, SECTIONS, Plan
from traps import set_traps

HERE = Path(__file__).resolve().parent
SITE = Path(os.environ['BROADSHEET_WP'])
UPLOADS = SITE / 'www/wp-content/uploads'
CACHES = Path(os.environ.get('XDG_CACHE_HOME') or Path.home() / '.cache') / 'broadsheet-test-newspaper'


def main():
    if sys.argv[1:2] == ['change']:
        print(php('change.php', sys.argv[2] if len(sys.argv) > 2 else '{}'), end='')
        return
    arguments = parse()
    started = time.time()
    plan = Plan(arguments, str(UPLOADS))
    set_traps(plan)
    for post in plan.posts:
        parts = post.pop('segs')
        post['content_first'] = markup.render(post.pop('first'), post['editor']) if 'first' in post else None
        post['content'] = markup.content(post, parts)
    pictures = make_pictures(plan)
    drawn = time.time()
    write_plan(plan, pictures)
    php('insert.php', str(SITE / 'plan.json'), str(SITE / 'manifest.json'), arguments.until)
    manifest = json.loads((SITE / 'manifest.json').read_text())
    harvest = sum(post['harvest'] for post in manifest['posts'])
    print(
        f"{len(manifest['posts'])} posts ({harvest} to harvest), {len(manifest['photos'])} pictures;"
        f' pictures {drawn - started:.1f} s, WordPress {time.time() - drawn:.1f} s; {SITE}/manifest.json'
    )


def parse():
    in_india = dt.datetime.now(dt.timezone.utc) + dt.timedelta(hours=5.5)
    yesterday = (in_india - dt.timedelta(days=1)).date().isoformat()
    parser = argparse.ArgumentParser(prog='seed')
    parser.add_argument('--days', type=int, default=10)
    parser.add_argument('--per-day', type=int, default=40, help='stories a day')
    parser.add_argument('--photos', type=int, default=300, help='pictures over all days')
    parser.add_argument('--until', default=yesterday, help='last day; without it yesterday in India')
    parser.add_argument('--seed', type=int, default=1, help='another paper for each number')
    return parser.parse_args()


def php(script, *arguments):
    """Runs a script of ours within WordPress."""
    command = (SITE / 'php').read_text().split() + [str(HERE / script), *arguments]
    ran = subprocess.run(command, cwd=SITE / 'www', stdout=subprocess.PIPE)
    if ran.returncode:
        sys.exit(f'{script} failed, see {SITE}/log/php')
    return ran.stdout.decode()


def make_pictures(plan):
    """Makes the pictures, or takes those of the last time from the cache; returns the facts of each."""
    jobs = [{key: value for key, value in job.items() if key != 'uploads'} for job in plan.photos]
    recipe = Path(photos.__file__).read_text() + json.dumps(jobs)
    cache = CACHES / hashlib.sha256(recipe.encode()).hexdigest()[:16]
    done = cache / 'done.json'
    if done.exists():
        print(f'{len(plan.posts)} posts; {len(jobs)} pictures from {cache}', file=sys.stderr)
        copy(cache / 'uploads', UPLOADS)
        pictures = json.loads(done.read_text())
    else:
        pictures = draw(plan)
        forget_old_caches()
        shutil.rmtree(cache, ignore_errors=True)
        copy(UPLOADS, cache / 'uploads')
        done.write_text(json.dumps(pictures))
    for post in plan.posts:
        if post.get('pdf'):
            pages = [UPLOADS / pictures[i]['original']['file'] for i in post['figures']]
            photos.pdf(pages, UPLOADS / post['pdf'])
    return pictures


def draw(plan):
    workers = min(8, os.cpu_count() or 2)
    print(f'{len(plan.posts)} posts, {len(plan.photos)} pictures: drawing them on {workers} processes', file=sys.stderr)
    groups = {}  # all of one source in one process, so that it is decoded once
    for job in plan.photos:
        groups.setdefault(job['source'], []).append(job)
    largest_first = sorted(groups.values(), key=len, reverse=True)
    with multiprocessing.Pool(workers) as pool:
        made = [picture for group in pool.imap_unordered(photos.make_all, largest_first) for picture in group]
    return sorted(made, key=lambda picture: picture['n'])


def copy(source, target):
    """Links the files where that is possible."""
    target.mkdir(parents=True, exist_ok=True)
    for options in ['-rl', '-r']:
        if subprocess.run(['cp', options, f'{source}/.', target], stderr=subprocess.DEVNULL).returncode == 0:
            return
    sys.exit(f'cannot copy {source} to {target}')


def forget_old_caches():
    """Keeps the three newest sets of pictures."""
    CACHES.mkdir(parents=True, exist_ok=True)
    for old in sorted(CACHES.iterdir(), key=lambda cache: -cache.stat().st_mtime)[3:]:
        shutil.rmtree(old, ignore_errors=True)


def write_plan(plan, pictures):
    for picture in pictures:
        for key in ['uploads', 'text', 'titles']:
            picture.pop(key, None)
    whole = {'sections': SECTIONS, 'authors': AUTHORS, 'posts': plan.posts, 'photos': pictures}
    (SITE / 'plan.json').write_text(json.dumps(whole, ensure_ascii=False), encoding='utf8')


if __name__ == '__main__':
    main()
