"""Compiles a Llama architecture to a WebGPU model library for web-llm."""
