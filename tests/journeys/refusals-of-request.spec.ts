import type { Refused } from '../helpers/journey-refusals.ts';
import { expectRecovery, expectRefused } from '../helpers/journey-refusals.ts';
import { testOfRuns as test } from '../helpers/journey-test.ts';

// What a server says of a request that it does not like, and what the page makes of that. Much of it this page asks for
// only if it is told to, in the field Extra JSON, or never; such sentences are put into the mouth of a server here.

const saying = (version: string, message: string, type?: string) => ({
  version,
  fault: { kind: 'refuse' as const, message, ...(type !== undefined && { type }) },
});

const UNKNOWN = {
  sentence: 'The server does not serve a model named “daniel3303/QwenStoryteller”.',
  said: 'The model `daniel3303/QwenStoryteller` does not exist.',
  advice: 'Set Model to a name that URL/models lists, or start vLLM with this model.',
  command: 'vllm serve daniel3303/QwenStoryteller',
};

test.describe('another model:', () => {
  const cases: readonly Refused[] = [
    { when: 'vLLM 0.8.5', options: { version: '0.8.5', model: 'Qwen/Qwen2.5-VL-7B-Instruct' }, ...UNKNOWN },
    { when: 'vLLM 0.16.0', options: { version: '0.16.0', model: 'Qwen/Qwen2.5-VL-7B-Instruct' }, ...UNKNOWN },
    { when: 'vLLM 0.31.0 with --served-model-name', options: { version: '0.31.0', servedNames: ['qwen'] }, ...UNKNOWN },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
  test('… and when that is put right, Try again tells the story', async ({ app, replay }) =>
    expectRecovery(app, replay, { servedNames: ['qwen'] }));
});

const WITHIN = 'Change it in the settings, within the limits that the server names.';
const LOOK = 'Its own words or its log say why. Check the settings and the frames.';
const REFUSED = 'The server refused the request (HTTP 400).';
const ofField = (name: string) => `The server does not accept the value of ${name}.`;

test.describe('parameters:', () => {
  const cases: readonly Refused[] = [
    {
      when: 'vLLM 0.8.5, temperature',
      options: saying('0.8.5', 'temperature must be non-negative, got -1.0. None'),
      sentence: ofField('Temperature'),
      said: 'temperature must be non-negative, got -1.0.',
      advice: WITHIN,
    },
    {
      when: 'vLLM 0.23.0, temperature',
      options: saying('0.23.0', 'temperature must be non-negative, got -1.0. (parameter=temperature, value=-1.0)'),
      sentence: ofField('Temperature'),
      said: 'temperature must be non-negative, got -1.0.',
      advice: WITHIN,
    },
    {
      when: 'vLLM 0.16.0, top_p',
      options: saying('0.16.0', 'top_p must be in (0, 1], got 0.0. (parameter=top_p, value=0.0)'),
      sentence: ofField('Top-p'),
      said: 'top_p must be in (0, 1], got 0.0.',
      advice: WITHIN,
    },
    {
      when: 'vLLM 0.8.5, top_k',
      options: saying('0.8.5', 'top_k must be -1 (disable), or at least 1, got 0.'),
      sentence: ofField('Top-k'),
      said: 'top_k must be -1 (disable), or at least 1, got 0.',
      advice: WITHIN,
    },
    {
      when: 'vLLM 0.16.0, min_p',
      options: saying('0.16.0', 'min_p must be in [0, 1], got 2.0.'),
      sentence: ofField('Min-p'),
      said: 'min_p must be in [0, 1], got 2.0.',
      advice: WITHIN,
    },
    {
      when: 'vLLM 0.16.0, repetition_penalty',
      options: saying('0.16.0', 'repetition_penalty must be greater than zero, got 0.0.'),
      sentence: ofField('Repetition penalty'),
      said: 'repetition_penalty must be greater than zero, got 0.0.',
      advice: WITHIN,
    },
    {
      when: 'vLLM 0.16.0, stop',
      options: saying('0.16.0', 'stop cannot contain an empty string.'),
      sentence: REFUSED,
      said: 'stop cannot contain an empty string.',
      advice: LOOK,
    },
    {
      when: 'vLLM 0.16.0, logprobs',
      options: { version: '0.16.0' },
      typed: { 'Extra JSON': '{"logprobs": true, "top_logprobs": 25}' },
      sentence: REFUSED,
      said: 'Requested sample logprobs of 25, which is greater than max allowed: 20',
      advice: LOOK,
    },
    {
      when: 'vLLM 0.16.0, a content type that a proxy has changed',
      options: saying('0.16.0', "Unsupported Media Type: Only 'application/json' is allowed", 'Bad Request'),
      sentence: REFUSED,
      said: "Unsupported Media Type: Only 'application/json' is allowed",
      advice: LOOK,
    },
    {
      when: 'vLLM 0.10.0, a wrong type, where it repeats the whole request with its pictures',
      options: saying(
        '0.10.0',
        `1 validation error:\n  {'type': 'float_parsing', 'loc': ('body', 'temperature'), 'msg': 'Input should be a valid number', 'input': {'messages': [{'url': 'data:image/jpeg;base64,${'iVBORw0KGgo'.repeat(100_000)}'}], 'temperature': 'hot'}}`,
        'Bad Request',
      ),
      sentence: ofField('Temperature'),
      said: "1 validation error: {'type': 'float_parsing', 'loc': ('body', 'temperature'), 'msg': 'Input should be a valid number', 'input': {'messages': [{'url': 'data:image/jpeg;base64,…'}], 'temperature': 'hot'}}",
      advice: WITHIN,
    },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
});

const UNREADABLE = {
  sentence: 'The server could not read one of the pictures.',
  advice: 'Take the frames out and add them again; if that does not help, save them as JPEG first.',
};
const NARROW =
  "Failed to apply Qwen2_5_VLProcessor on data={'text': '<|image_pad|>', 'images': [<PIL.Image.Image image mode=RGB size=4100x20>]} with kwargs={} absolute aspect ratio must be smaller than 200, got 205.0";

test.describe('pictures:', () => {
  const cases: readonly Refused[] = [
    {
      when: 'vLLM 0.8.5',
      options: saying('0.8.5', 'cannot identify image file <_io.BytesIO object at 0x7f2c8d1e4b30> None'),
      said: 'cannot identify image file <_io.BytesIO object at 0x7f2c8d1e4b30>',
      ...UNREADABLE,
    },
    {
      when: 'vLLM 0.23.0',
      options: saying('0.23.0', 'Failed to load image: cannot identify image file <_io.BytesIO object>'),
      said: 'Failed to load image: cannot identify image file <_io.BytesIO object>',
      ...UNREADABLE,
    },
    {
      when: 'vLLM 0.12.0, a picture that is very long and thin',
      options: saying('0.12.0', NARROW),
      sentence: 'A picture is too narrow for the model, which takes at most 200 times as long as wide.',
      said: NARROW,
      advice: 'Crop that frame or take it out.',
    },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
});

test.describe('what only a server that allows it takes, by Extra JSON:', () => {
  const cases: readonly Refused[] = [
    {
      when: 'vLLM 0.31.0, mm_processor_kwargs',
      options: { version: '0.31.0' },
      typed: { 'Extra JSON': '{"mm_processor_kwargs": {"max_pixels": 1003520}}' },
      sentence: REFUSED,
      said: 'Per-request mm_processor_kwargs are disabled by default because they can change multimodal preprocessing resource usage. Start the server with --trust-request-mm-kwargs only when clients are trusted.',
      advice: LOOK,
    },
    {
      when: 'vLLM 0.16.0, priority',
      options: { version: '0.16.0' },
      typed: { 'Extra JSON': '{"priority": 1}' },
      sentence: REFUSED,
      said: 'Got priority 1 but Priority scheduling is not enabled.',
      advice: LOOK,
    },
    {
      when: 'vLLM 0.16.0, chat_template',
      options: { version: '0.16.0' },
      typed: { 'Extra JSON': '{"chat_template": "{{ messages }}"}' },
      sentence: REFUSED,
      said: 'Chat template is passed with request, but --trust-request-chat-template is not set. Refused request with untrusted chat template.',
      advice: LOOK,
    },
  ];
  for (const row of cases) {
    test(`${row.when}: “${row.sentence}”`, async ({ app, replay }) => expectRefused(app, replay, row));
  }
});
