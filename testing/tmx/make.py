"""Makes translate-toolkit.tmx and scores.json, and checks that translate-toolkit reads a file that this app wrote.

Needs translate-toolkit 3 from PyPI: `python make.py` writes, `python make.py FILE` reads and prints its pairs.
"""

import json
import sys
from pathlib import Path

from translate.search.lshtein import LevenshteinComparer
from translate.storage.tmx import tmxfile

PAIRS = [
    ("Open the file.", "打开文件。"),
    ("Click <b>OK</b> & wait.", "单击<b>确定</b>并等待。"),
    ("Line one\nline two", "第一行\n第二行"),
    ("Ünïcödé 😀", "统一码 😀"),
]

COMPARED = [
    ("Open the file.", "Open the files."),
    ("Open the file.", "open the file"),
    ("Open the file.", "Close the door."),
    ("The meeting is on Monday at 9.", "The meeting is on Tuesday at 10."),
    ("请打开这个文件。", "请关闭那个文件。"),
    ("今日は天気がいいですね。", "今日は天気が悪いですね。"),
    ("Wie geht es dir?", "Wie geht es Ihnen heute?"),
    ("مرحبا بالعالم", "مرحبا يا عالم"),
    ("a", "b"),
    ("Save", "Save as…"),
    ("x" * 150 + " end", "x" * 150 + " beginning"),
]


def scores(path: Path) -> None:
    comparer = LevenshteinComparer()
    rows = [[one, other, comparer.similarity(one, other, 0)] for one, other in COMPARED]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")


def write(path: Path) -> None:
    store = tmxfile(sourcelanguage="en-US", targetlanguage="zh-CN")
    for source, target in PAIRS:
        store.addtranslation(source, "en-US", target, "zh-CN", comment="By a translator")
    path.write_bytes(bytes(store))


def read(path: Path) -> None:
    with path.open("rb") as file:
        store = tmxfile(file, "en", "zh-CN")
    print(json.dumps([[unit.source, unit.target] for unit in store.units], ensure_ascii=False))


if len(sys.argv) > 1:
    read(Path(sys.argv[1]))
else:
    write(Path(__file__).with_name("translate-toolkit.tmx"))
    scores(Path(__file__).with_name("scores.json"))
