#!/usr/bin/env python3
"""Learns which passages of a page are its story's; run by `cargo xtask learn`.

  learn.py PAGES SCORER LEARN OUT [--folds K]

PAGES   a folder of pages with truth (manifest.jsonl; only pages with a body of a person or of a site's own parser)
SCORER  the module that cuts truth and pages into the same tokens
LEARN   the built example `learn`, which measures pages
OUT     where N.first and N.second go, the trees of each fold, and folds.json; K = 1: trees of all pages

A passage is the story's if half of its runs of four tokens stand in the truth. The second look learns from first looks
of trees that did not see the page's site.
"""
import argparse, importlib.util, json, os, random, subprocess, sys

import lightgbm
import numpy as np

LEARNING = dict(objective="binary", learning_rate=.05, num_leaves=15, min_data_in_leaf=20, feature_fraction=.4,
                bagging_fraction=.7, bagging_freq=1, lambda_l2=5, max_bin=127, verbose=-1, deterministic=True,
                force_row_wise=True, num_threads=2)
ROUNDS, SEEDS = 200, (1, 2, 3)


def truth_of(row, texts):
    """For each passage, whether it is the story's, and what it weighs."""
    truth = row["truth"]
    body, deck = score.tokens(truth["body"]), score.tokens(truth.get("deck"))
    runs = lambda tokens: {tuple(tokens[i:i + 4]) for i in range(max(1, len(tokens) - 3))}
    in_body, in_deck = runs(body), runs(deck) if deck else set()
    lines = {tuple(score.tokens(line)) for line in truth["body"].split("\n")}
    labels, sizes, neutral = [], [], []
    for text in texts:
        tokens = score.tokens(text)
        own = [tuple(tokens[i:i + 4]) for i in range(len(tokens) - 3)]
        share = lambda among: sum(run in among for run in own) / len(own)
        labels.append((share(in_body) > .5) if own else tuple(tokens) in lines and bool(tokens))
        neutral.append(bool(own) and share(in_deck) > .8)
        sizes.append(len(tokens))
    labels, sizes = np.array(labels, bool), np.array(sizes, float)
    whole = sizes[labels].sum() or 1
    weights = .3 + np.minimum(1, 20 * sizes / whole)
    weights[neutral] = .05  # the deck counts neither way
    return labels, weights


def measured(likely=None):
    command = [args.learn, "measures", args.pages]
    if likely is not None:
        name = os.path.join(args.out, "likely.jsonl")
        with open(name, "w") as out:
            for page, values in likely.items():
                print(json.dumps({"id": page, "likely": [round(float(v), 6) for v in values]}), file=out)
        command.append(name)
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        for line in run.stdout:
            page = json.loads(line)
            yield page["id"], [text for text, _ in page["passages"]], np.array([m for _, m in page["passages"]], np.float32)


def grown(pages, measures):
    rows = np.concatenate([measures[page] for page in pages])
    labels = np.concatenate([known[page][0] for page in pages])
    weights = np.concatenate([known[page][1] for page in pages])
    return [lightgbm.train(LEARNING | {"seed": seed}, lightgbm.Dataset(rows, labels, weight=weights), ROUNDS) for seed in SEEDS]


def likely(trees, measures):
    return 1 / (1 + np.exp(-np.mean([model.predict(measures, raw_score=True) for model in trees], axis=0)))


def write(trees, name):
    """Each node, the left branch first: number of the measure (255: a leaf) and bound or worth in half precision."""
    out = bytearray()

    def put(measure, number):
        out.extend([measure])
        out.extend(np.float16(number).tobytes())

    def walk(node):
        if "leaf_value" in node:
            return put(255, node["leaf_value"] / len(trees))
        put(node["split_feature"], node["threshold"])
        walk(node["left_child"])
        walk(node["right_child"])

    # The seeds take turns, so that a third of the trees is a third of each.
    for turn in zip(*(model.dump_model()["tree_info"] for model in trees)):
        for tree in turn:
            walk(tree["tree_structure"])
    with open(os.path.join(args.out, name), "wb") as file:
        file.write(out)


parser = argparse.ArgumentParser()
for name in ("pages", "scorer", "learn", "out"):
    parser.add_argument(name)
parser.add_argument("--folds", type=int, default=1)
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()
spec = importlib.util.spec_from_file_location("score", args.scorer)
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)
os.makedirs(args.out, exist_ok=True)

rows = {row["id"]: row for row in map(json.loads, open(os.path.join(args.pages, "manifest.jsonl")))}
first, known = {}, {}
for page, texts, measures in measured():
    row = rows[page]
    if row["truth"].get("body") and row["trust"] != "derived" and texts:
        first[page], known[page] = measures, truth_of(row, texts)
sites = sorted({row["site"] for row in rows.values()})
random.Random(args.seed).shuffle(sites)
fold_of = lambda folds: {site: at % folds for at, site in enumerate(sites)}


def learned(pages, number):
    inner, looks, trees = fold_of(4), {}, None
    # Another division than the outer one.
    part = {page: (inner[rows[page]["site"]] + sites.index(rows[page]["site"]) // 7) % 4 for page in pages}
    for at in range(4):
        trees = grown([page for page in pages if part[page] != at], first)
        looks |= {page: likely(trees, first[page]) for page in pages if part[page] == at}
    write(grown(pages, first), f"{number}.first")
    second = {page: measures for page, _, measures in measured(looks) if page in looks}
    write(grown(pages, second), f"{number}.second")


folds = fold_of(args.folds)
for number in range(args.folds):
    learned([page for page in first if args.folds == 1 or folds[rows[page]["site"]] != number], number)
json.dump(folds, open(os.path.join(args.out, "folds.json"), "w"))
