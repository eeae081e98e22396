"""Exports a training checkpoint in the layout of Hugging Face.

    python -m demo.train.export --run .cache/demo/run --out demo/checkpoint
"""

import argparse
import json
import os
import shutil

from safetensors.torch import save_file

from .checkpoint import exported, load
from .run import CONFIG


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
    params, _, _ = load(os.path.join(options.run, "checkpoint.pt"))
    save_file(exported(params), at("model.safetensors"), metadata={"format": "pt"})
    shutil.copy(os.path.join(options.run, "tokenizer.json"), at("tokenizer.json"))
    write_json(at("config.json"), configuration())
    write_json(at("generation_config.json"), {
        "bos_token_id": 1, "eos_token_id": 2, "do_sample": False, "max_new_tokens": 96})
    print(f"{options.out}: {os.path.getsize(at('model.safetensors')) / 1e6:.1f} MB of weights")


if __name__ == "__main__":
    main()
