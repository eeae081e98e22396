"""Draws training dialogues from a seed: [(request, answer), …] of one to five turns."""

import random
from collections import defaultdict
from itertools import accumulate

from .corpus import asked, bare, fill, is_held_out
from .outside import Outside
from .template import TASK_EN, TASK_ZH
from .typed import typed

# Shares of the kinds of concept: harder and larger kinds are drawn more often.
KIND_WEIGHTS = {
    "relative": 8, "measure": 12, "amount": 12, "date-full": 8, "date-long": 6,
    "date-month-day": 5, "date-month-year": 6, "date-weekday": 7, "month": 4, "weekday": 3,
    "word": 5, "region": 12, "language": 8, "currency": 8, "list": 20, "clock": 2,
}
# Shares of what is translated.
MATTER = {"phrase": 58, "pattern": 8, "thing": 6, "count": 4, "cldr": 24}
# Shares of the shapes of dialogues.
SHAPES = {"translation": 62, "follow_up": 14, "unrelated": 5, "talk": 9, "refused": 10}
PIVOTS = ("en", "zh-Hans")
PIVOT_SHARE = 0.62
WRITTEN = ("phrase", "pattern", "thing", "count")
# The first twelve languages are the ones that most people will try.
FIRST, FIRST_WEIGHT, OTHER_WEIGHT = 12, 1.5, 0.4
# How much more often the first entries of a topic are drawn than the last: 0 means equally often.
COMMON_FIRST = 0.3
MARKS = ("{1}", "{2}", "[1]", "[2]", "<1>", "<2>")


class Sampler:
    """Draws dialogues; the `active` languages change by stage."""

    def __init__(self, corpus, seed):
        self.corpus, self.random = corpus, random.Random(seed)
        self.outside = Outside(corpus, self.random)
        self.pivots = [corpus.index(tag) for tag in PIVOTS]
        self.small = {key: [c for c in rows if not c["heldOut"] and c["value"] < 100]
                      for key, rows in corpus.frames.items()}
        self.weights_of = {kind: common_first(corpus.seen[kind], topic) for kind, topic in (
            ("phrase", lambda one: one["key"].split(".")[0]), ("thing", lambda one: "thing"),
            ("count", lambda one: one["key"].split(" ")[0]))}
        self.chat_weights = common_first(corpus.chat, lambda line: line["language"])
        self.set_stage(len(corpus.tags))

    def set_stage(self, count, written=None):
        """Draws only the first `count` languages, and for hand-written concepts only the first `written`."""
        core = len(self.corpus.core)
        self.active = list(range(count))
        self.core = self.active[: min(core, written or core)]
        self.weights = [
            FIRST_WEIGHT if i < FIRST else 1.0 if i < core else OTHER_WEIGHT for i in self.active
        ]

    def choose(self, weights):
        return self.random.choices(list(weights), list(weights.values()))[0]

    def dialogue(self):
        return getattr(self, self.choose(SHAPES))()

    # What is translated.

    def concept(self):
        matter = self.choose(MATTER)
        kind = self.choose(KIND_WEIGHTS) if matter == "cldr" else matter
        if kind == "pattern":
            return self.pattern()
        return self.random.choices(
            self.corpus.seen[kind], cum_weights=self.weights_of.get(kind))[0]

    def pattern(self):
        """A pattern with filled slots as a concept; never a held-out combination."""
        rng = self.random
        while True:
            pattern = rng.choice(self.corpus.patterns)
            fillers = {slot: rng.choice(self.corpus.fillers[slot]) for slot in pattern["slots"]}
            if not is_held_out(pattern_key(pattern, fillers)):
                break
        if rng.random() < 0.05 and len(fillers) == 1:
            mark = rng.choice(MARKS)
            fillers = {slot: {"key": mark, "texts": [mark] * len(self.corpus.tags)}
                       for slot in fillers}
        return filled_pattern(self.corpus, pattern, fillers)

    def pair(self, concept):
        """(source, target) languages, or None if the concept has no text in one of them."""
        rng, texts = self.random, concept["texts"]
        pool, weights = (self.core, self.weights[: len(self.core)]) if concept["kind"] in WRITTEN else (
            self.active, self.weights)
        target = rng.choices(pool, weights)[0]
        source = rng.choice(self.pivots) if rng.random() < PIVOT_SHARE else rng.choices(pool, weights)[0]
        if source == target and rng.random() > 0.3:
            return None
        return (source, target) if texts[target] and asked(concept, source) else None

    def draw(self):
        while True:
            concept = self.concept()
            pair = self.pair(concept)
            if pair is not None:
                return concept, *pair

    def source_text(self, concept, source):
        texts = asked(concept, source)
        # The canonical text is asked as often as all others together.
        text = texts[0] if self.random.random() < 0.4 else self.random.choice(texts)
        return typed(text, self.random)

    def ask(self, target, source):
        """(request, wording): mostly the trained tasks, otherwise as people ask in a chat."""
        rng, draw = self.random, self.random.random()
        if draw < 0.62:
            return instruction(self.corpus, TASK_EN, "en", target, source), "en"
        if draw < 0.86:
            return instruction(self.corpus, TASK_ZH, "zh", target, source), "zh"
        if draw < 0.93:
            language = rng.choice(list(self.corpus.requests))
            how = self.corpus.language_in(target, language)
            if how:
                template = rng.choice(self.corpus.requests[language]["translate"])
                return (template.replace("{source}", source).replace("{language-in}", how),
                        "zh" if self.corpus.tags[language] == "zh-Hans" else "en")
        wording = rng.choice(("en", "zh"))
        template = rng.choice(self.corpus.wordings["requests"][wording])
        return instruction(self.corpus, template, wording, target, source), wording

    # The shapes of dialogues.

    def translation(self):
        concept, source, target = self.draw()
        request, _ = self.ask(target, self.source_text(concept, source))
        return [(request, concept["texts"][target])]

    def follow_up(self):
        """A request, and one or two turns about the same text; sometimes after another exchange."""
        before = self.short_turns(1) if self.random.random() < 0.35 else []
        kind = self.random.random()
        if kind < 0.45:
            return before + self.other_number()
        concept, source, target = self.draw()
        request, wording = self.ask(target, self.source_text(concept, source))
        turns = [(request, concept["texts"][target])]
        if kind < 0.9:
            for _ in range(self.random.choice((1, 1, 1, 2, 3))):
                turn, target = self.other_language(concept, target, wording)
                turns.append(turn)
        else:
            turns += self.closing(concept, target)
        return before + turns

    def other_language(self, concept, target, wording):
        """((request, answer), language): the same text in another language, or in two."""
        rng, corpus = self.random, self.corpus
        pool = self.core if concept["kind"] in WRITTEN else self.active
        others = [i for i in pool if i != target and concept["texts"][i]]
        weights = [self.weights[i] for i in others]
        first, second = rng.choices(others, weights, k=2)
        if rng.random() < 0.4:
            language = rng.choice(list(corpus.requests))
            names = [corpus.language_in(i, language) for i in (first, second)]
            if all(names) and first != second and rng.random() < 0.3:
                request = rng.choice(corpus.requests[language]["both-languages"])
                for name in names:
                    request = request.replace("{language-in}", name, 1)
                return (request, f"{concept['texts'][first]}\n{concept['texts'][second]}"), second
            if names[0]:
                request = rng.choice(corpus.requests[language]["other-language"])
                return (request.replace("{language-in}", names[0]), concept["texts"][first]), first
        return second_language_turn(corpus, concept, first, wording, rng), first

    def closing(self, concept, target):
        """A turn that asks for something shorter, if there is, or says thanks."""
        rng, corpus = self.random, self.corpus
        language = rng.choice(list(corpus.requests))
        if concept["kind"] == "phrase" and rng.random() < 0.6:
            texts = [concept["texts"][target], *concept["ways"].get(target, [])]
            request = rng.choice(corpus.requests[language].get("shorter", ["Shorter."]))
            return [(typed(request, rng), min(texts, key=len))]
        thanks = corpus.chat_of.get(("chat.thank-you", language))
        return [(typed(rng.choice(thanks["texts"][1:]), rng), thanks["texts"][0])] if thanks else []

    def other_number(self):
        rng = self.random
        while True:
            kind = self.choose({k: KIND_WEIGHTS[k] for k in ("relative", "measure", "amount")})
            concept = rng.choice(self.corpus.seen[kind])
            pair = self.pair(concept)
            if pair is not None:
                break
        source, target = pair
        request, _ = self.ask(target, concept["texts"][source])
        frame = self.corpus.frames[kind, concept["frame"]]
        # Chinese may write only few numbers in words, and words are harder than digits.
        pool = self.small[kind, concept["frame"]] if rng.random() < 0.75 else [
            c for c in frame if not c["heldOut"]]
        other = rng.choice([c for c in pool if c is not concept and c["texts"][target]] or [concept])
        first = (request, concept["texts"][target])
        language = rng.choice(list(self.corpus.requests))
        wordings = self.corpus.requests[language].get("other-number")
        if wordings and rng.random() < 0.25:
            request = rng.choice(wordings).replace("{number}", f"{other['value']:g}")
            return [first, (request, other["texts"][target])]
        wording = "zh" if rng.random() < 0.65 else "en"
        return [first, second_number_turn(self.corpus, other, target, wording, rng, words=0.75)]

    def short_turns(self, count):
        """Exchanges unrelated to what follows."""
        turns = []
        while len(turns) < count:
            shape = self.choose({"translation": 60, "talk": 25, "refused": 15})
            turn = getattr(self, shape)()[:1]
            if len(turn[0][0]) + len(turn[0][1]) < 160:
                turns += turn
        return turns

    def unrelated(self):
        return self.short_turns(self.random.choice((2, 2, 2, 3, 3, 4, 5)))

    def talk(self):
        rng = self.random
        if rng.random() < 0.25:
            return [self.reckoning()]
        line = rng.choices(self.corpus.chat, cum_weights=self.chat_weights)[0]
        return [(typed(rng.choice(line["texts"][1:]), rng), line["texts"][0])]

    def reckoning(self):
        """A sum of small numbers, or the neighbour of a day or a month."""
        rng, corpus = self.random, self.corpus
        language = rng.choice(list(corpus.requests))
        requests = corpus.requests[language]
        if rng.random() < 0.4:
            kind, step = rng.choice((("weekday", 1), ("weekday", -1), ("month", 1), ("month", -1)))
            key = f"{'day' if kind == 'weekday' else 'month'}-{'after' if step > 0 else 'before'}"
            names = [c["texts"][language] for c in corpus.seen[kind]]
            at = rng.randrange(len(names))
            return (rng.choice(requests[key]).replace("{" + kind + "}", names[at]),
                    names[(at + step) % len(names)])
        while True:
            question, answer = arithmetic(rng, requests)
            if not is_held_out(answer):
                return rng.choice(requests["sum"]).replace("{sum}", question), answer

    def refused(self):
        rng = self.random
        language = rng.choice([i for i in self.outside.languages() if i in self.active])
        if rng.random() < 0.2:
            text = self.outside.written(language, ("question", "opinion", "story", "near"))
            return [(typed(text, rng), self.corpus.refusals[language])]
        text = typed(self.outside.sentence(language), rng)
        target = rng.choices(self.active, self.weights)[0]
        if not self.corpus.refusals[target]:
            target = language
        return [(self.ask(target, text)[0], self.corpus.refusals[target])]


def common_first(entries, topic_of):
    """Cumulative weights: each topic begins with what people try first."""
    ranks = defaultdict(int)

    def weight(entry):
        ranks[topic_of(entry)] += 1
        return ranks[topic_of(entry)] ** -COMMON_FIRST
    return list(accumulate(map(weight, entries)))


def arithmetic(rng, requests):
    """(“2+2” or “2 plus 2”, “2 + 2 = 4”)"""
    sign, word = rng.choice((("+", "plus"), ("+", "plus"), ("−", "minus"), ("×", "times")))
    a, b = (rng.randint(0, 10 if sign == "×" else 20) for _ in range(2))
    if sign == "−":
        a, b = max(a, b), min(a, b)
    value = {"+": a + b, "−": a - b, "×": a * b}[sign]
    answer = f"{a} {sign} {b} = {value}"
    if word in requests and rng.random() < 0.3:
        return requests[word][0].replace("{a}", str(a)).replace("{b}", str(b)), answer
    typed_sign = rng.choice({"+": "+", "−": "-−", "×": "*x×"}[sign])
    return rng.choice((f"{a}{typed_sign}{b}", f"{a} {typed_sign} {b}")), answer


def pattern_key(pattern, fillers):
    return " ".join([pattern["key"], *(fillers[slot]["key"] for slot in pattern["slots"])])


def filled_pattern(corpus, pattern, fillers):
    """A concept; a language has no text if the filled text is already a phrase of its own."""
    texts, ways = [None] * len(corpus.tags), {}
    for language, sayings in enumerate(pattern["ways"]):
        if not sayings or not all(filler["texts"][language] for filler in fillers.values()):
            continue
        filled = [fill(text, fillers, language) for text in sayings]
        texts[language] = filled[0]
        ways[language] = [text for text in filled if bare(text) not in corpus.known]
    silent = frozenset(i for i, text in enumerate(texts) if text and text not in ways.get(i, ()))
    return {"kind": "pattern", "key": pattern_key(pattern, fillers), "texts": texts, "ways": ways,
            "noSource": silent}


def instruction(corpus, template, wording, target, source):
    return template.format(language=corpus.name(target, wording), source=source)


def second_language_turn(corpus, concept, other, wording, rng):
    template = rng.choice(corpus.wordings["otherLanguage"][wording])
    return template.format(language=corpus.name(other, wording)), concept["texts"][other]


def second_number_turn(corpus, other, target, wording, rng, words=0.5):
    """`words`: how often a number is written in words if it can be."""
    template = rng.choice(corpus.wordings["otherNumber"][wording])
    phrases = other["change"][wording]
    phrase = phrases[-1] if rng.random() < words else phrases[0]
    return template.format(phrase=phrase, number=f"{other['value']:g}"), other["texts"][target]
