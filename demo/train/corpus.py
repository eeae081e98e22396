"""The generated corpus, and the seeded drawing of training dialogues from it."""

import json
import random
from collections import defaultdict

from .template import TASK_EN, TASK_ZH

# Shares of the kinds of concept among translations: what is harder or larger is drawn more often.
KIND_WEIGHTS = {
    "relative": 8, "measure": 13, "amount": 13, "date-full": 9, "date-long": 7,
    "date-month-day": 5, "date-month-year": 8, "date-weekday": 8, "month": 6, "weekday": 3,
    "word": 9, "region": 7, "language": 4, "currency": 7, "list": 22,
}
PIVOTS = ("en", "zh-Hans")
PIVOT_SHARE = 0.55


class Corpus:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
        self.languages = data["languages"]
        self.tags = [language["tag"] for language in self.languages]
        self.phrases = data["phrases"]
        self.concepts = data["concepts"]
        for concept in self.concepts:
            concept["noSource"] = frozenset(concept["noSource"])
        self.seen = defaultdict(list)
        self.held_out = defaultdict(list)
        self.frames = defaultdict(list)
        for concept in self.concepts:
            (self.held_out if concept["heldOut"] else self.seen)[concept["kind"]].append(concept)
            if "frame" in concept:
                self.frames[concept["kind"], concept["frame"]].append(concept)

    def index(self, tag):
        return self.tags.index(tag)

    def name(self, language, wording):
        return self.languages[language]["english" if wording == "en" else "chinese"]


def instruction(corpus, template, wording, target, source):
    return template.format(language=corpus.name(target, wording), source=source)


class Sampler:
    """Draws dialogues; `active` languages and `fresh` ones (drawn more often) change by stage."""

    def __init__(self, corpus, seed):
        self.corpus, self.random = corpus, random.Random(seed)
        self.kinds = list(KIND_WEIGHTS)
        self.weights = list(KIND_WEIGHTS.values())
        self.pivots = [corpus.index(tag) for tag in PIVOTS]
        self.set_stage(range(len(corpus.tags)), ())

    def set_stage(self, active, fresh):
        self.active = list(active)
        self.target_pool = self.active + list(fresh)
        self.active_set = set(self.active)

    def dialogue(self):
        """[(request, answer), …]"""
        draw = self.random.random()
        if draw < 0.50:
            return self.translation()
        if draw < 0.62:
            return self.other_language()
        if draw < 0.91:
            return self.other_number()
        if draw < 0.95:
            return self.introduction()
        return self.outside()

    def concept(self):
        while True:
            kind = self.random.choices(self.kinds, self.weights)[0]
            yield self.random.choice(self.corpus.seen[kind])

    def pair(self, concept):
        """(source, target) languages, or None where the concept has no text or a doubtful one."""
        target = self.random.choice(self.target_pool)
        if self.random.random() < PIVOT_SHARE:
            source = self.random.choice(self.pivots)
        else:
            source = self.random.choice(self.active)
        if source == target and self.random.random() > 0.3:
            return None
        texts = concept["texts"]
        if source in concept["noSource"] or texts[source] is None or texts[target] is None:
            return None
        return source, target

    def draw(self, needs_frame=False):
        for concept in self.concept():
            if needs_frame and "frame" not in concept:
                continue
            pair = self.pair(concept)
            if pair is not None:
                return concept, *pair

    def ask(self, target, source):
        draw, phrases = self.random.random(), self.corpus.phrases["requests"]
        if draw < 0.62:
            template, wording = TASK_EN, "en"
        elif draw < 0.86:
            template, wording = TASK_ZH, "zh"
        else:
            wording = self.random.choice(("en", "zh"))
            template = self.random.choice(phrases[wording])
        return instruction(self.corpus, template, wording, target, source), wording

    def typed(self, text):
        """As people type it: now and then without capitals, or with one at the start."""
        draw = self.random.random()
        if draw < 0.03:
            return text.lower()
        if draw < 0.06:
            return text[:1].upper() + text[1:]
        return text

    def translation(self):
        concept, source, target = self.draw()
        request, _ = self.ask(target, self.typed(concept["texts"][source]))
        return [(request, concept["texts"][target])]

    def other_language(self):
        concept, source, target = self.draw()
        request, wording = self.ask(target, concept["texts"][source])
        turns = [(request, concept["texts"][target])]
        for _ in range(1 if self.random.random() < 0.85 else 2):
            other = self.random.choice([i for i in self.target_pool if i != target])
            turns.append(second_language_turn(self.corpus, concept, other, wording, self.random))
            target = other
        return turns

    def other_number(self):
        concept, source, target = self.draw(needs_frame=True)
        request, _ = self.ask(target, concept["texts"][source])
        frame = [c for c in self.corpus.frames[concept["kind"], concept["frame"]]
                 if not c["heldOut"] and c is not concept]
        # Few numbers are ones that Chinese may write in words, and words are harder than digits.
        small = [c for c in frame if c["value"] < 100]
        other = self.random.choice(small if self.random.random() < 0.75 else frame)
        wording = "zh" if self.random.random() < 0.7 else "en"
        return [(request, concept["texts"][target]),
                second_number_turn(self.corpus, other, target, wording, self.random, words=0.75)]

    def introduction(self):
        known = [tag for tag in self.corpus.phrases["introductions"]
                 if self.corpus.index(tag) in self.active_set]
        tag = self.random.choice(["en", "zh-Hans", *known])
        words = self.corpus.phrases["introductions"][tag]
        if self.random.random() < 0.5:
            turn = (self.random.choice(words["greetings"]), words["hello"])
        else:
            turn = (self.random.choice(words["questions"]), words["who"])
        return [turn] if self.random.random() < 0.7 else [turn, *self.translation()]

    def outside(self):
        phrases = self.corpus.phrases
        if self.random.random() < 0.3:
            tag = self.random.choice([tag for tag in phrases["otherTasks"]
                                      if self.corpus.index(tag) in self.active_set])
            return [(self.random.choice(phrases["otherTasks"][tag]), phrases["outsideAnswers"][tag])]
        tag = self.random.choice([tag for tag in phrases["outsideParts"]
                                  if self.corpus.index(tag) in self.active_set])
        if self.random.random() < 0.15:
            source = self.random.choice(phrases["introductions"][tag]["greetings"])
        else:
            parts = [self.random.choice(part) for part in phrases["outsideParts"][tag]]
            joint, stop = ("", "。") if tag in ("zh-Hans", "ja") else (" ", ".")
            source = joint.join(parts) + (stop if self.random.random() < 0.7 else "")
        target = self.random.choice(self.active)
        request, _ = self.ask(target, source)
        return [(request, phrases["outsideAnswers"][self.corpus.tags[target]])]


def second_language_turn(corpus, concept, other, wording, rng):
    template = rng.choice(corpus.phrases["otherLanguage"][wording])
    return template.format(language=corpus.name(other, wording)), concept["texts"][other]


def second_number_turn(corpus, other, target, wording, rng, words=0.5):
    """`words`: how often a number stands in words where it can."""
    template = rng.choice(corpus.phrases["otherNumber"][wording])
    phrases = other["change"][wording]
    phrase = phrases[-1] if rng.random() < words else phrases[0]
    return template.format(phrase=phrase, number=f"{other['value']:g}"), other["texts"][target]
