"""BayLing's dialogue template and task wordings, as token-exact pieces of text."""

SYSTEM = (
    "I am an intelligent language assistant developed by the NLP Group of ICT/CAS.\n"
    "Below is a dialog consisting of instructions and responses. "
    "Write a response that completes the request.\n\n"
)
INSTRUCTION = "### Instruction:\n"
RESPONSE = "\n### Response:\n"
BOS, EOS = "<s>", "</s>"

# Every sample begins with this. It ends with a token of its own, so what follows is tokenized separately.
PREFIX = BOS + SYSTEM + INSTRUCTION

# The constant part of the English wording, also one token.
TASK_EN_MIDDLE = " translation for this sentence:"
TASK_EN = "Provide the {language}" + TASK_EN_MIDDLE + " {source}"
TASK_ZH = "提供这句话的{language}翻译：{source}"


def dialogue(turns):
    """Text after PREFIX of [(request, answer), …]."""
    return ("\n" + INSTRUCTION).join(f"{ask}{RESPONSE}{answer}{EOS}" for ask, answer in turns)
