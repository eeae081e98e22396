"""A run's own checkpoint, and a start from exported weights."""

import json

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

# Hugging Face's names by ours; stacked matrices in the order of their rows.
PARTS = {
    "qkv": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
    "o": ("self_attn.o_proj",), "gate_up": ("mlp.gate_proj", "mlp.up_proj"),
    "down": ("mlp.down_proj",), "norm_attn": ("input_layernorm",),
    "norm_mlp": ("post_attention_layernorm",),
}


def save(path, params, state, done):
    """`done`: seconds of training behind the parameters."""
    # The rename comes last: a killed run finds the checkpoint before or the one after.
    part = path.with_name(f"{path.name}.part")
    torch.save({"params": params, "state": state, "done": done}, part)
    part.replace(path)


def load(path):
    saved = torch.load(path, weights_only=True)
    return saved["params"], saved["state"], saved["done"]


def _embeddings(old, old_tokenizer, tokenizer, fresh):
    """A new token begins as the mean of the old tokens that its text consists of."""
    for token, row in tokenizer.get_vocab().items():
        same = old_tokenizer.token_to_id(token)
        if same is not None:
            fresh[row] = old[same]
            continue
        text = tokenizer.decode([row], skip_special_tokens=False)
        pieces = old_tokenizer.encode(text, add_special_tokens=False).ids if "\ufffd" not in text else []
        if pieces:
            fresh[row] = old[pieces].mean(0)
    return fresh


def grow(folder, tokenizer, fresh):
    """`fresh` parameters, replaced by the exported ones in `folder` where there are any.

    Layers and feed-forward units beyond the exported ones add nothing at first, so that a larger model
    begins as the same function (as in Net2Net, arXiv 1511.05641).
    """
    tensors = {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}
    layers = json.loads((folder / "config.json").read_text(encoding="utf-8"))["num_hidden_layers"]
    for name, parts in PARTS.items():
        for layer in range(layers):
            rows = 0
            step = fresh[name].shape[1] // len(parts)
            for part in parts:
                value = tensors[f"model.layers.{layer}.{part}.weight"]
                if value.ndim == 1:
                    fresh[name][layer] = value
                else:
                    target = fresh[name][layer, rows : rows + step]
                    if name == "down":
                        target.zero_()
                    target[: value.shape[0], : value.shape[1]] = value
                rows += step
    fresh["norm"] = tensors["model.norm.weight"]
    old_tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    _embeddings(tensors["model.embed_tokens.weight"], old_tokenizer, tokenizer, fresh["embed"])
    return fresh


def exported(params):
    """{Hugging Face's name: [out, in] matrix or vector}, bfloat16."""
    found = {"model.embed_tokens.weight": params["embed"], "model.norm.weight": params["norm"]}
    for name, parts in PARTS.items():
        for layer, value in enumerate(params[name]):
            pieces = value.chunk(len(parts)) if value.ndim == 2 else (value,)
            for part, piece in zip(parts, pieces, strict=True):
                found[f"model.layers.{layer}.{part}.weight"] = piece
    return {name: value.detach().cpu().bfloat16().contiguous() for name, value in found.items()}
