/** `vllm serve` with its defaults. Since 0.32 they do not let a page of another origin read an answer. */
export const DEFAULTS: readonly string[] = [];

/** The most pixels that the limited server accepts in a picture. */
export const MAX_PIXELS = 200_704;

/** One request at a time, two small pictures, a short context; and any page may read the answers. */
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

/** A server that requires a key and has a reasoning parser, which removes the thinking from the text. */
export const LOCKED: readonly string[] = ['--api-key', KEY, '--reasoning-parser', 'olmo3'];
