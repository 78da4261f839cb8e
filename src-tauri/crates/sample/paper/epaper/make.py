#!/usr/bin/env python3
"""Makes page 1 of The Lantern of 24 November 2026, as a PDF and as a picture, from the stories of the sample paper.

Needs Python 3.11 or later with `typst` 0.15 and `pillow` (pip install typst pillow); fonts are the program's own.
Run it anywhere, after a story that stands on the page was changed:  python3 make.py
"""

import json
import re
import sys
import tempfile
import tomllib
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

HERE = Path(__file__).resolve().parent
PAPER = HERE.parent
FONTS = HERE.parents[2] / "typeset" / "fonts"
DAY = "2026-11-24"
NAME = f"{DAY}-1"
WIDTH = 1240  # of the page's picture, in pixels

# Headlines are broken by sense, by hand. A story whose headline was changed is refused.
HEADLINES = {
    "clapper-found-holding-open-a-barbers-door": "Clapper Found Holding| Open a Barber’s Door",
    "convoy-takes-140-trucks-over-the-dunzar-by-dark": "Convoy Takes| 140 Trucks Over| the Dunzar by Dark",
    "lake-authority-takes-back-its-lowest-november": "Lake Authority| Takes Back Its Lowest| November in 43 Years",
    "night-train-to-indravat-will-stop-at-nine-stations": "Night Train to Indravat| Will Stop at Nine Stations",
    "apple-box-climbs-back-to-780-rupees": "Apple Box Climbs Back| to ₹ 780 and Rewards| the Uninformed",
    "library-frames-the-fine-and-owes-five-paise": "Library Frames the Fine and Owes Five Paise",
    "dawn-3-lands-on-the-moon-and-photographs-its-foot": "Dawn 3 Lands on| the Moon and| Photographs| Its Own Foot",
    "chirola-council-fines-itself-for-noise": "Chirola Council Fines Itself for Noise",
    "walnut-shells-find-a-buyer-before-the-kernels": "Walnut Shells Find a Buyer Before the Kernels",
}


def plain(text):
    """Takes links and emphasis out of a paragraph."""
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return re.sub(r"\*+([^*]+)\*+", r"\1", text)


def story(slug, roles):
    """Reads a story: its head, and its text as paragraphs of words or tables."""
    head, text = (PAPER / DAY / f"{slug}.md").read_text("utf-8").removeprefix("+++\n").split("\n+++\n", 1)
    head = tomllib.loads(head)
    lines = HEADLINES[slug]
    if lines.replace("|", "") != head["headline"]:
        sys.exit(f"{slug}: its headline is now “{head['headline']}”; break it anew in HEADLINES")
    blocks = []
    for block in text.strip().split("\n\n"):
        if block.startswith("|"):
            rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in block.splitlines()]
            blocks.append({"rows": [rows[0], *rows[2:]]})
        elif not block.startswith(("#", "!", ">", "- ")):
            blocks.append({"words": plain(block).replace("₹ ", "₹\N{NO-BREAK SPACE}").split(" ")})
    byline = head.get("byline", "")
    return {
        "headline": [line.strip() for line in lines.split("|")],
        "deck": head.get("deck", ""),
        "by": byline,
        "role": roles.get(byline, "").split(",")[0],
        "agency": head.get("agency", ""),
        "picture": head.get("lead", {}).get("file", ""),
        "cutline": head.get("lead", {}).get("cutline", ""),
        "blocks": blocks,
    }


def main():
    """Makes both files."""
    roles = {author["name"]: author["role"] for author in tomllib.loads((PAPER / "paper.toml").read_text("utf-8"))["author"]}
    listed = tomllib.loads((PAPER / "pictures" / "pictures.toml").read_text("utf-8"))["picture"]
    authors = {picture["file"]: picture["author"] for picture in listed}
    stories = {slug: story(slug, roles) for slug in HEADLINES}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for one in stories.values():
            if one["picture"]:
                one["credit"] = authors[one["picture"]]
                image = Image.open(PAPER / "pictures" / one["picture"]).convert("RGB")
                one["ratio"] = image.height / image.width
                image.thumbnail((760, 1000))
                image.save(root / one["picture"], quality=72, progressive=True, optimize=True)
        (root / "stories.json").write_text(json.dumps(stories, ensure_ascii=False), "utf-8")
        page = root / "page.typ"
        page.write_bytes((HERE / "page.typ").read_bytes())
        options = {"root": str(root), "font_paths": [str(FONTS)], "ignore_system_fonts": True}
        typst.compile(str(page), output=str(HERE / f"{NAME}.pdf"), **options)
        drawn = typst.compile(str(page), format="png", ppi=288, **options)
    image = Image.open(BytesIO(drawn)).convert("RGB")
    image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    image.save(HERE / f"{NAME}.jpg", quality=46, progressive=True, optimize=True)


if __name__ == "__main__":
    main()
