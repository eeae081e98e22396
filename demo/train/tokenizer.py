"""Byte-level BPE of 8,192 with single digits, trained on every text of the corpus."""

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from .template import (
    BOS, EOS, INSTRUCTION, PREFIX, RESPONSE, TASK_EN, TASK_EN_MIDDLE, TASK_ZH, dialogue,
)

VOCABULARY = 8192
UNK = "<unk>"
# What never varies in the template is one token each: samples get 40 % shorter.
CONSTANT_PIECES = (INSTRUCTION, RESPONSE, TASK_EN_MIDDLE)
# Marks stay with their letters (Indic vowel signs, Thai tones), as do the joiners of Persian and
# Telugu; digits stand alone so that numbers are copied, not looked up.
PIECES = Regex(
    r"\n| ?[\p{L}\p{M}\x{200c}\x{200d}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+|\s"
)


def _texts(corpus):
    for concept in corpus.concepts:
        if concept["kind"].startswith("date-") and concept["heldOut"]:
            continue
        for text in concept["texts"]:
            if text is not None:
                yield text
                yield " " + text
    phrases = corpus.phrases
    for language in corpus.languages:
        for template, name in ((TASK_EN, language["english"]), (TASK_ZH, language["chinese"])):
            for _ in range(500):
                yield template.format(language=name, source="")
        for wording, name in (("en", language["english"]), ("zh", language["chinese"])):
            for template in (*phrases["requests"][wording], *phrases["otherLanguage"][wording]):
                for _ in range(50):
                    yield template.format(language=name, source="")
    for words in phrases["introductions"].values():
        for text in (*words["greetings"], *words["questions"], words["hello"], words["who"]):
            for _ in range(50):
                yield text
    for text in phrases["outsideAnswers"].values():
        for _ in range(200):
            yield text
    for parts in phrases["outsideParts"].values():
        for text in sum(parts, []):
            for _ in range(10):
                yield " " + text
                yield text
    for tasks in phrases["otherTasks"].values():
        for text in tasks:
            for _ in range(10):
                yield text
    for _ in range(1000):
        yield PREFIX


def train_tokenizer(corpus):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(PIECES, "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(_texts(corpus), trainers.BpeTrainer(
        # The constant pieces of the template come after the merges and take the last ids.
        vocab_size=VOCABULARY - len(CONSTANT_PIECES),
        special_tokens=[UNK, BOS, EOS],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    ))
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in CONSTANT_PIECES])
    assert tokenizer.get_vocab_size() <= VOCABULARY
    return tokenizer


def encode_dialogues(tokenizer, dialogues):
    """Token ids after PREFIX, and the positions whose next token is part of an answer."""
    response, eos = tokenizer.token_to_id(RESPONSE), tokenizer.token_to_id(EOS)
    encoded = []
    for ids in tokenizer.encode_batch_fast([dialogue(turns) for turns in dialogues],
                                           add_special_tokens=False):
        ids, predicts, inside = ids.ids, [], False
        for position, token in enumerate(ids):
            inside = (inside or token == response) and token != eos
            if inside:
                predicts.append(position)
        encoded.append((ids, predicts))
    return encoded
