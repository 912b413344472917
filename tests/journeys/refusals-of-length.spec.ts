import type { Refused } from '../helpers/journey-refusals.ts';
import { expectRecovery, expectRefused } from '../helpers/journey-refusals.ts';
import { testOfRuns as test } from '../helpers/journey-test.ts';

// More pictures, or more tokens, than the server takes: what each vLLM says of it, and what the page makes of that.

const TOO_MANY = {
  sentence: 'The server takes at most 1 image in a request; this one has 3.',
  advice:
    `Restart vLLM with --limit-mm-per-prompt '{"image":3}' (before vLLM 0.8.5: --limit-mm-per-prompt image=3), or use ` +
    'fewer frames.',
  command: '--limit-mm-per-prompt',
};
const FLAG =
  'At most 1 image(s) may be provided in one request. You can set `--limit-mm-per-prompt` to increase this limit if the ' +
  'model supports it.';
const PROMPT = 'At most 1 image(s) may be provided in one prompt.';

test.describe('too many images:', () => {
  const cases: readonly Refused[] = [
    {
      when: 'vLLM 0.7.3, whose default is one',
      options: { version: '0.7.3' },
      said: 'At most 1 image(s) may be provided in one request.',
      ...TOO_MANY,
    },
    {
      when: 'vLLM 0.8.3, which appends “None”',
      options: { version: '0.8.3' },
      said: 'At most 1 image(s) may be provided in one request.',
      ...TOO_MANY,
    },
    { when: 'vLLM 0.8.5', options: { version: '0.8.5', imageLimit: 1 }, said: FLAG, ...TOO_MANY },
    { when: 'vLLM 0.10.0', options: { version: '0.10.0', imageLimit: 1 }, said: FLAG, ...TOO_MANY },
    { when: 'vLLM 0.10.1', options: { version: '0.10.1', imageLimit: 1 }, said: PROMPT, ...TOO_MANY },
    { when: 'vLLM 0.16.0', options: { version: '0.16.0', imageLimit: 1 }, said: PROMPT, ...TOO_MANY },
    { when: 'vLLM 0.23.0', options: { version: '0.23.0', imageLimit: 1 }, said: PROMPT, ...TOO_MANY },
    {
      when: 'vLLM 0.31.0, limit 2',
      options: { version: '0.31.0', imageLimit: 2 },
      said: 'At most 2 image(s) may be provided in one prompt.',
      ...TOO_MANY,
      sentence: 'The server takes at most 2 images in a request; this one has 3.',
    },
    {
      when: 'vLLM 0.16.0 with --language-model-only',
      options: { version: '0.16.0', imageLimit: 0 },
      said: 'At most 0 image(s) may be provided in one prompt.',
      ...TOO_MANY,
      sentence: 'The server was started to take no images.',
    },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }

  test('… and when that is put right, Try again tells the story', async ({ app, replay }) =>
    expectRecovery(app, replay, { imageLimit: 1 }));
});

const NO_FIT = 'The prompt with its pictures and the answer do not fit together in the model’s context';
const TOO_LONG = {
  sentence: `${NO_FIT} of 8,192 tokens.`,
  advice:
    'Use fewer frames, send them with fewer pixels, or lower Max tokens (now 8,192); or restart vLLM with a larger ' +
    '--max-model-len.',
  command: '--max-model-len 16384',
};
const maxModelLen = 8192;

/** What is said by a vLLM in a case that this page does not bring about by itself. */
const saying = (version: string, message: string, parameter?: string) => ({
  version,
  fault: { kind: 'refuse' as const, message, ...(parameter !== undefined && { param: parameter }) },
});

test.describe('prompt and answer too long:', () => {
  const cases: readonly Refused[] = [
    {
      when: 'vLLM 0.10.0',
      options: { version: '0.10.0', maxModelLen },
      said: /^This model's maximum context length is 8192 tokens\. However, you requested \d+ tokens \(\d+ in the messages, 8192 in the completion\)\. Please reduce the length of the messages or completion\.$/,
      ...TOO_LONG,
    },
    {
      when: 'vLLM 0.10.0, the prompt alone',
      options: saying(
        '0.10.0',
        "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens in the messages, Please reduce the length of the messages.",
      ),
      said: /you requested 9000 tokens in the messages, Please reduce the length of the messages\.$/,
      ...TOO_LONG,
    },
    {
      when: 'vLLM 0.10.1',
      options: { version: '0.10.1', maxModelLen },
      said: /^'max_tokens' or 'max_completion_tokens' is too large: 8192\. This model's maximum context length is 8192 tokens and your request has \d+ input tokens \(8192 > 8192 - \d+\)\.$/,
      ...TOO_LONG,
    },
    {
      when: 'vLLM 0.15.0, the prompt alone',
      options: { version: '0.15.0', maxModelLen: 64 },
      said: /^This model's maximum context length is 64 tokens\. However, your request has \d+ input tokens\. Please reduce the length of the input messages\.$/,
      ...TOO_LONG,
      sentence: `${NO_FIT} of 64 tokens.`,
    },
    {
      when: 'vLLM 0.16.0',
      options: { version: '0.16.0', maxModelLen },
      said: /^You passed \d+ input tokens and requested 8192 output tokens\. However, the model's context length is only 8192 tokens, resulting in a maximum input length of 0 tokens\. Please reduce the length of the input prompt\.$/,
      ...TOO_LONG,
    },
    {
      when: 'vLLM 0.23.0',
      options: { version: '0.23.0', maxModelLen },
      said: /^This model's maximum context length is 8192 tokens\. However, you requested 8192 output tokens and your prompt contains at least 1 input tokens, for a total of at least 8193 tokens\. Please reduce the length of the input prompt or the number of requested output tokens\.$/,
      ...TOO_LONG,
    },
    {
      when: 'vLLM 0.23.0, the answer alone',
      options: { version: '0.23.0', maxModelLen: 4096 },
      said: 'max_tokens=8192 cannot be greater than max_model_len=max_total_tokens=4096. Please request fewer output tokens.',
      ...TOO_LONG,
      sentence: `${NO_FIT} of 4,096 tokens.`,
    },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
});

// The text and the answer fit, the pictures then do not: they count as three tokens each in the first check.
const pictures = {
  sentence: `${NO_FIT} of LENGTH tokens.`,
  typed: { 'Max tokens': '16' },
  advice: TOO_LONG.advice.replace('8,192', '16'),
  command: '--max-model-len 8192',
};
type Prompt = { readonly tokens: number };
const over = (version: string) => (prompt: Prompt) => ({ version, imageLimit: 3, maxModelLen: prompt.tokens - 100 });
const DECODER =
  /^The decoder prompt \(length \d+\) is longer than the maximum model length of \d+\. Make sure that `max_model_len` is no smaller than the number of text tokens plus multimodal tokens\. For image inputs, the number of image tokens depends on the number of images, and possibly their aspect ratios as well\.$/;

test.describe('pictures too long:', () => {
  const cases: readonly Refused[] = [
    {
      when: 'vLLM 0.7.3, as an event of the stream',
      options: over('0.7.3'),
      said: /^The prompt \(total length \d+\) is too long to fit into the model \(context length \d+\)\.$/,
      ...pictures,
    },
    {
      when: 'vLLM 0.7.3, in other words',
      options: saying('0.7.3', 'Prompt length of 60025 is longer than the maximum model length of 32768.'),
      said: 'Prompt length of 60025 is longer than the maximum model length of 32768.',
      ...TOO_LONG,
      sentence: `${NO_FIT} of 32,768 tokens.`,
    },
    { when: 'vLLM 0.8.5, as an event of the stream', options: over('0.8.5'), said: DECODER, ...pictures },
    { when: 'vLLM 0.11.0, as an event of the stream', options: over('0.11.0'), said: DECODER, ...pictures },
    { when: 'vLLM 0.12.0', options: over('0.12.0'), said: DECODER, ...pictures },
    {
      when: 'vLLM 0.16.0, as a negative rest for the answer',
      options: over('0.16.0'),
      said: 'max_tokens must be at least 1, got -100.',
      ...pictures,
      sentence: `${NO_FIT}.`,
    },
    {
      when: 'vLLM 0.23.0',
      options: over('0.23.0'),
      said: /^Input length \(\d+\) exceeds model's maximum context length \(\d+\)\.$/,
      ...pictures,
    },
    {
      when: 'vLLM 0.23.0, with no room for a single token, as an event of the stream',
      options: ({ tokens }) => ({ version: '0.23.0', maxModelLen: tokens }),
      said: /^The decoder prompt \(length \d+\) plus the number of requested output tokens \(at least 1\) is longer than the maximum model length of \d+\./,
      ...pictures,
    },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
});
