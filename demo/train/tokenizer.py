"""Byte-level BPE with single digits, trained on every text of the corpus."""

from zlib import crc32

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from .corpus import SLOT
from .template import (
    BOS,
    EOS,
    INSTRUCTION,
    PREFIX,
    RESPONSE,
    TASK_EN,
    TASK_EN_MIDDLE,
    TASK_ZH,
    dialogue,
)

UNK = "<unk>"
# Constant pieces of the template are one token each, which makes samples 40 % shorter.
CONSTANT_PIECES = (INSTRUCTION, RESPONSE, TASK_EN_MIDDLE)
# Marks stay with their letters (Indic vowel signs, Thai tones), as do the joiners of Persian and
# Telugu; digits stand alone so that numbers are copied, not looked up.
PIECES = Regex(
    r"\n| ?[\p{L}\p{M}\x{200c}\x{200d}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+|\s"
)


def _texts(corpus):
    """The texts of answers, as often as they matter; then those of questions and the constant pieces."""
    for concept in corpus.concepts:
        if concept["kind"].startswith("date-") and concept["heldOut"]:
            continue
        written = concept["kind"] in ("phrase", "thing", "count", "form")
        for language, text in enumerate(concept["texts"]):
            if text is not None and (written or language in corpus.core or crc32(text.encode()) % 4 == 0):
                for _ in range(6 if written else 1):
                    yield text
                yield " " + text
        for ways in concept["ways"].values():
            yield from ways
            yield from (" " + text for text in ways)
    for pattern in corpus.patterns:
        for ways in pattern["ways"]:
            for text in ways:
                for piece in SLOT.split(text)[::2]:
                    for _ in range(8):
                        yield piece
    for language in corpus.languages:
        names = (("en", language["english"]), ("zh", language["chinese"]))
        for _ in range(300 if language["core"] else 100):
            yield TASK_EN.format(language=language["english"], source="")
            yield TASK_ZH.format(language=language["chinese"], source="")
        for wording, name in names:
            for template in (*corpus.wordings["requests"][wording], *corpus.wordings["otherLanguage"][wording]):
                for _ in range(20):
                    yield template.format(language=name, source="")
    for line in corpus.chat:
        for _ in range(10):
            yield line["texts"][0]
        yield from line["texts"]
    for requests in corpus.requests.values():
        for texts in requests.values():
            for text in texts:
                for piece in SLOT.split(text)[::2]:
                    for _ in range(10):
                        yield piece
    for text in corpus.refusals:
        if text:
            for _ in range(50):
                yield text
    for line in corpus.outside:
        yield line["texts"][0]
    for _ in range(1000):
        yield PREFIX


def train_tokenizer(corpus, size):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(PIECES, "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(_texts(corpus), trainers.BpeTrainer(
        # The constant pieces of the template come after the merges and take the last ids.
        vocab_size=size - len(CONSTANT_PIECES),
        special_tokens=[UNK, BOS, EOS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    ))
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in CONSTANT_PIECES])
    assert tokenizer.get_vocab_size() <= size
    return tokenizer


def encode_dialogues(tokenizer, dialogues):
    """Token ids after PREFIX, and the positions whose next token is part of an answer."""
    response, eos = tokenizer.token_to_id(RESPONSE), tokenizer.token_to_id(EOS)
    encoded = []
    for encoding in tokenizer.encode_batch_fast([dialogue(turns) for turns in dialogues],
                                                add_special_tokens=False):
        ids, predicts, inside = encoding.ids, [], False
        for position, token in enumerate(ids):
            inside = (inside or token == response) and token != eos
            if inside:
                predicts.append(position)
        encoded.append((ids, predicts))
    return encoded
