"""A logits processor for vLLM that makes any model generate a given text, token by token.

SAYS names the text's file, MODEL the folder with tokenizer.json. If the request
has the beginning of the assistant's message (Continue, Regenerate the story only), the model continues from there. A request may name another file of the same folder:
"vllm_xargs": {"says": "other"}.
"""
import os
import pathlib

from tokenizers import Tokenizer
from vllm.v1.sample.logits_processor import LogitsProcessor, MoveDirectionality

IM_START, IM_END = 151644, 151645
# If a message does not begin like the text, its last TAIL characters must occur in the text to continue from there.
TAIL = 60


class Says(LogitsProcessor):
    def __init__(self, vllm_config, device, is_pin_memory):
        self.tokenizer = Tokenizer.from_file(os.path.join(os.environ['MODEL'], 'tokenizer.json'))
        self.default = pathlib.Path(os.environ['SAYS'])
        self.requests = {}

    def is_argmax_invariant(self):
        return False

    def update_state(self, batch_update):
        if batch_update is None:
            return
        for index in batch_update.removed:
            self.requests.pop(index, None)
        for index, params, prompt, output in batch_update.added:
            self.requests[index] = (self._tokens(params, list(prompt or [])), output)
        for source, target, direction in batch_update.moved:
            moved, other = self.requests.pop(source, None), self.requests.pop(target, None)
            if moved is not None:
                self.requests[target] = moved
            if direction == MoveDirectionality.SWAP and other is not None:
                self.requests[source] = other

    def apply(self, logits):
        for index, (tokens, output) in self.requests.items():
            token = tokens[len(output)] if len(output) < len(tokens) else IM_END
            logits[index] = float('-inf')
            logits[index, token] = 0.0
        return logits

    def _tokens(self, params, prompt):
        name = (params.extra_args or {}).get('says')
        text = (self.default if name is None else self.default.with_name(f'{name}.txt')).read_text('utf8')
        rest = text
        if IM_START in prompt:
            last = len(prompt) - 1 - prompt[::-1].index(IM_START)
            said = self.tokenizer.decode(prompt[last:], skip_special_tokens=False).partition('\n')[2]
            if said and text.startswith(said):
                rest = text[len(said):]
            elif said and said[-TAIL:] in text:
                rest = text.partition(said[-TAIL:])[2]
        return self.tokenizer.encode(rest, add_special_tokens=False).ids + [IM_END]
