"""Trains tiny.model and writes the tokens that SentencePiece itself gives, to golden.json.

Run from the repository's root with sentencepiece 0.2.3: python testing/tokenizer/make.py
"""

import json
from pathlib import Path

import sentencepiece

HERE = Path(__file__).parent
PHRASES = Path("demo/phrasebook")

SENTENCES = [
    *["Hello", "Hello world", " Hello", "Hello ", "  two  spaces   three", "a", " ", "   ", " " * 21 + "a"],
    *["Where is the next train station?", "Wo ist der Bahnhof?", "¿Dónde está la estación?"],
    *["2026-11-30", "1,234.56 €", "50%", "x = y + 10", "line\nbreak", "tab\there", "\n", "\r\n"],
    *["你好，世界", "日本語", "Привет, мир", "नमस्ते", "سلام", "שלום", "ქართული", "ไทย", "한국어"],
    *["🙂", "👩‍👩‍👧", "é", "e\u0301", "ﬁ", "\u00a0", "\u200b", "\ufeff", "\u0000", "\u007f"],
    *["▁", "▁▁", "a▁b", "<sep", "<0x41>", "<unk"],
    *["ab" * 40, "the the the", "thethethe", "ÄÖÜäöüß", "don't", "“quoted”", "(a) [b] {c}", "…"],
]


def main():
    train()
    processor = sentencepiece.SentencePieceProcessor(model_file=str(HERE / "tiny.model"))
    golden = [{"text": text, "ids": processor.encode(text)} for text in SENTENCES]
    (HERE / "golden.json").write_text(json.dumps(golden, ensure_ascii=True) + "\n")


def train():
    """A vocabulary of Latin letters, with everything else in bytes; settings are Llama 2's."""
    text = [(PHRASES / code / "phrases.txt").read_text() for code in ("de", "en", "es")]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter("".join(text).splitlines()),
        model_prefix=str(HERE / "tiny"),
        vocab_size=700,
        model_type="bpe",
        byte_fallback=True,
        character_coverage=0.98,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        allow_whitespace_only_pieces=True,
        split_digits=True,
        user_defined_symbols=["<sep>"],
        num_threads=1,
    )
    (HERE / "tiny.vocab").unlink()


if __name__ == "__main__":
    main()
