"""The generated corpus, indexed for drawing."""

import json
import re
import zlib
from collections import defaultdict
from pathlib import Path

HELD_OUT_PERCENT = 8
SLOT = re.compile(r"\{([a-z-]+)\}")
_SIGNS = re.compile(r"[\W_]+")


def bare(text):
    """A text without case, spaces and signs, for comparing texts."""
    return _SIGNS.sub("", text.lower()) or text


def is_held_out(key):
    """Whether training never sees this combination; decided by its content."""
    return zlib.crc32(key.encode()) % 100 < HELD_OUT_PERCENT


class Corpus:
    def __init__(self, path):
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        self.languages = data["languages"]
        self.tags = [language["tag"] for language in self.languages]
        self.core = [i for i, language in enumerate(self.languages) if language["core"]]
        self.concepts, self.patterns = data["concepts"], data["patterns"]
        self.wordings, self.refusals = data["wordings"], data["refusals"]
        self.seen, self.held_out = defaultdict(list), defaultdict(list)
        self.frames, self.fillers = defaultdict(list), defaultdict(list)
        # Every text that has an answer: none of them may be refused.
        self.known = set()
        for concept in self.concepts:
            concept["noSource"] = frozenset(concept["noSource"])
            concept["ways"] = {int(i): ways for i, ways in concept["ways"].items()}
            (self.held_out if concept["heldOut"] else self.seen)[concept["kind"]].append(concept)
            if "frame" in concept:
                self.frames[concept["kind"], concept["frame"]].append(concept)
            if not concept["heldOut"]:
                for slot in concept["slots"]:
                    self.fillers[slot].append(concept)
            if concept["kind"] in ("phrase", "thing"):
                self.known.update(bare(text) for text in concept["texts"] if text)
                self.known.update(bare(text) for ways in concept["ways"].values() for text in ways)
        self.phrase_of = {concept["key"]: concept for concept in self.seen["phrase"]}
        self.form_of = {concept["key"]: concept for concept in self.seen["form"]}
        self.chat = [line for line in data["chat"] if not line["heldOut"]]
        self.held_out_chat = [line for line in data["chat"] if line["heldOut"]]
        self.chat_of = {(line["key"], line["language"]): line for line in self.chat}
        self.outside = [line for line in data["outside"] if not line["heldOut"]]
        self.held_out_outside = [line for line in data["outside"] if line["heldOut"]]
        self.held_out_ways = data["heldOutWays"]
        self.known.update(bare(text) for line in self.held_out_ways for text in line["texts"])
        # {language: {what is asked: wordings}}
        self.requests = defaultdict(dict)
        for line in data["requests"]:
            self.requests[line["language"]][line["key"]] = line["texts"]

    def index(self, tag):
        return self.tags.index(tag)

    def name(self, language, wording):
        return self.languages[language]["english" if wording == "en" else "chinese"]

    def language_in(self, target, language):
        """“in French”, said in `language`; None for languages without a form in the phrasebook."""
        form = self.form_of.get(f"language-in.{self.tags[target].split('-')[0]}")
        return form["texts"][language] if form and not self.tags[target].endswith("Hant") else None


def asked(concept, language):
    """The texts that may be asked, first the one that is answered."""
    texts = [] if language in concept["noSource"] else [concept["texts"][language]]
    return [text for text in texts + concept["ways"].get(language, []) if text]


def fill(text, fillers, language):
    """A pattern's text with its slots filled; `fillers` {slot: concept}."""
    filled = SLOT.sub(lambda match: fillers[match[1]]["texts"][language], text)
    return filled[:1].upper() + filled[1:] if text.startswith("{") else filled
