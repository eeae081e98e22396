"""Sentences without an answer: written ones, and near misses made from known ones."""

from .corpus import asked, bare

# If a script does not separate words, a sentence is cut between its characters.
_JOINED = ("zh-Hans", "ja", "th")


def _words(text, tag):
    return list(text) if tag in _JOINED else text.split(" ")


def _join(words, tag):
    return "".join(words) if tag in _JOINED else " ".join(words)


class Outside:
    def __init__(self, corpus, random):
        self.corpus, self.random = corpus, random
        self.by_language = {}
        for line in corpus.outside:
            self.by_language.setdefault(line["language"], []).append(line)

    def languages(self):
        return list(self.by_language)

    def written(self, language, kinds=None):
        lines = self.by_language[language]
        line = self.random.choice(lines)
        if kinds is not None:
            line = next((other for other in self.random.sample(lines, len(lines))
                         if other["key"].split(".")[0] in kinds), line)
        return line["texts"][0]

    def _phrase(self, language):
        while True:
            texts = asked(self.random.choice(self.corpus.seen["phrase"]), language)
            if texts:
                return self.random.choice(texts)

    def near(self, language):
        """A known sentence mixed with another, or in another order; None if that says nothing new."""
        rng, tag = self.random, self.corpus.tags[language]
        words = _words(self._phrase(language), tag)
        draw = rng.random()
        if draw < 0.35:
            other = _words(self._phrase(language), tag)
            made = words[: rng.randint(1, max(1, len(words) - 1))] + other[rng.randint(1, max(1, len(other) - 1)):]
        elif draw < 0.65:
            other = _words(self.written(language), tag)
            start = rng.randrange(len(other))
            piece = other[start : start + (1 if tag not in _JOINED else 2)]
            at = rng.randrange(len(words))
            made = words[:at] + piece + words[at + len(piece):]
        elif draw < 0.85:
            made = words + _words(self.written(language), tag)[-rng.randint(2, 5):]
        else:
            made = rng.sample(words, len(words))
        text = _join(made, tag)
        # With fewer than three words, a slip cannot be told from another meaning.
        return text if len(words) >= 3 and bare(text) not in self.corpus.known else None

    def sentence(self, language):
        draw = self.random.random()
        if draw < 0.3:
            return self.near(language) or self.written(language)
        return self.written(language, ("near",) if draw < 0.5 else None)
