"""Writes a training checkpoint as a Hugging Face style folder.

    python -m demo.train.export --run .cache/demo/run --out demo/checkpoint
"""

import argparse
import json
import os
import shutil

import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

from .run import CONFIG

NAMES = {
    "q": "self_attn.q_proj", "k": "self_attn.k_proj", "v": "self_attn.v_proj",
    "o": "self_attn.o_proj", "gate": "mlp.gate_proj", "up": "mlp.up_proj", "down": "mlp.down_proj",
    "norm_attn": "input_layernorm", "norm_mlp": "post_attention_layernorm",
}


def tensors(params):
    """Hugging Face's names and [out, in] matrices, bfloat16."""
    found = {"model.embed_tokens.weight": params["embed"], "model.norm.weight": params["norm"]}
    for key, name in NAMES.items():
        for layer, value in enumerate(params[key]):
            found[f"model.layers.{layer}.{name}.weight"] = value.T if value.ndim == 2 else value
    return {name: np.ascontiguousarray(value, dtype=ml_dtypes.bfloat16)
            for name, value in found.items()}


def configuration():
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_act": "silu",
        "vocab_size": CONFIG.vocab, "hidden_size": CONFIG.hidden,
        "intermediate_size": CONFIG.ffn, "num_hidden_layers": CONFIG.layers,
        "num_attention_heads": CONFIG.heads, "num_key_value_heads": CONFIG.heads,
        "head_dim": CONFIG.head_dim, "rms_norm_eps": CONFIG.epsilon, "rope_theta": CONFIG.theta,
        "rope_scaling": None, "max_position_embeddings": CONFIG.context,
        "tie_word_embeddings": True, "attention_bias": False, "mlp_bias": False,
        "bos_token_id": 1, "eos_token_id": 2, "torch_dtype": "bfloat16",
    }


def write_json(path, value):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(value, file, ensure_ascii=False, indent=2)
        file.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", default=".cache/demo/run")
    parser.add_argument("--out", default="demo/checkpoint")
    options = parser.parse_args()
    os.makedirs(options.out, exist_ok=True)
    at = lambda name: os.path.join(options.out, name)
    with np.load(os.path.join(options.run, "checkpoint.npz")) as file:
        params = {k.split("/")[1]: file[k] for k in file.files if k.startswith("param/")}
    save_file(tensors(params), at("model.safetensors"), metadata={"format": "pt"})
    shutil.copy(os.path.join(options.run, "tokenizer.json"), at("tokenizer.json"))
    write_json(at("config.json"), configuration())
    write_json(at("generation_config.json"), {
        "bos_token_id": 1, "eos_token_id": 2, "do_sample": False, "max_new_tokens": 96})
    print(f"{options.out}: {os.path.getsize(at('model.safetensors')) / 1e6:.1f} MB of weights")


if __name__ == "__main__":
    main()
