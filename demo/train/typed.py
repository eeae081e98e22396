"""Texts as people type them: without capitals, without signs, with other apostrophes."""

import unicodedata

_FINAL = ".!?。！？।؟።"
_LOOSE = str.maketrans({"¿": "", "¡": "", "ё": "е", "Ё": "Е", "’": "'"})
_SHORT = (("I am ", "I'm "), ("It is ", "It's "), ("it is ", "it's "), (" is not ", " isn't "),
          (" do not ", " don't "), ("cannot", "can't"), ("We are ", "We're "), ("I will ", "I'll "),
          ("You are ", "You're "), ("That is ", "That's "), ("What is ", "What's "),
          ("Where is ", "Where's "), ("I have ", "I've "), ("I would ", "I'd "))


def without_marks(text):
    """Latin accents and Arabic vowel signs dropped; other scripts keep their marks."""
    kept, base = [], ""
    for c in unicodedata.normalize("NFD", text):
        if unicodedata.combining(c):
            if base < "\u0250" or "\u064b" <= c <= "\u0652":
                continue
        else:
            base = c
        kept.append(c)
    return unicodedata.normalize("NFC", "".join(kept))


def typed(text, rng):
    draw = rng.random()
    if draw < 0.55:
        return text
    if draw < 0.72 and len(text) > 2 and text[-1] in _FINAL:
        text = text[:-1].rstrip()
    elif draw < 0.76 and text[-1] in ".。।":
        text = text[:-1] + ("！" if text[-1] == "。" else "!")
    if rng.random() < 0.35:
        text = text.lower() if rng.random() < 0.6 else text[:1].upper() + text[1:]
    if rng.random() < 0.25:
        text = text.translate(_LOOSE)
    if rng.random() < 0.3:
        for long, short in _SHORT:
            text = text.replace(short, long) if short in text else text.replace(long, short)
    if rng.random() < 0.06:
        text = without_marks(text)
    return text
