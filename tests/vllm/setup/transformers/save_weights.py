"""save_weights.py MODEL OUT: the tiny model with random weights, saved to disk.

Its output layer has weights of its own, so that it writes random words: with the weights of the input it repeats the last
token of the prompt.
"""
import pathlib
import shutil
import sys

import torch
from transformers import AutoConfig, Qwen2_5_VLForConditionalGeneration

model, out = map(pathlib.Path, sys.argv[1:])
shutil.copytree(model, out)
config = AutoConfig.from_pretrained(out)
config.tie_word_embeddings = config.text_config.tie_word_embeddings = False
torch.manual_seed(0)
Qwen2_5_VLForConditionalGeneration(config).to(torch.bfloat16).save_pretrained(out)
