/** `vllm serve` with nothing but its defaults; since 0.32 these let no page of another origin read an answer. */
export const DEFAULTS: readonly string[] = [];

/** The most pixels of a picture that the limited server takes. */
export const MAX_PIXELS = 200_704;

/** One request at a time, two small pictures, a short context; and every page may read its answers. */
export const LIMITED: readonly string[] = [
  '--max-num-seqs',
  '1',
  '--limit-mm-per-prompt',
  '{"image":2}',
  '--max-model-len',
  '4096',
  '--mm-processor-kwargs',
  `{"max_pixels":${MAX_PIXELS}}`,
  '--allowed-origins',
  '["*"]',
];

export const KEY = 'sesame';

/** It wants a key, and has a parser that takes the thinking out of the text. */
export const LOCKED: readonly string[] = ['--api-key', KEY, '--reasoning-parser', 'olmo3'];
