import { expect, test } from 'vitest';
import * as failure from '../../src/inference/failures.ts';
import { failureOfLoading } from '../../src/inference/plain-failure.ts';
import type { Failure, FailureKind } from '../../src/inference/index.ts';
import { requestTo } from './request.ts';

const request = requestTo();

// All known error messages of vLLM v0.7 to v0.31: status, message, kind, and what the user must read.
test.each<[number, string, FailureKind, RegExp]>([
  [404, 'The model `foo` does not exist.', 'unknown-model', /named “foo”.*\/v1\/models/],
  [
    400,
    'At most 1 image(s) may be provided in one request.',
    'too-many-images',
    /at most 1 image in.*has 2\..*'\{"image":2\}'.*image=2/,
  ],
  [
    400,
    'At most 1 image(s) may be provided in one request. You can set `--limit-mm-per-prompt` to increase this limit if the model supports it.',
    'too-many-images',
    /has 2\./,
  ],
  [400, 'At most 10 image(s) may be provided in one prompt. None', 'too-many-images', /at most 10 images/],
  [400, 'At most 0 image(s) may be provided in one prompt.', 'too-many-images', /limit of 0 images/],
  [
    400,
    "This model's maximum context length is 8192 tokens. However, you requested 9000 tokens (5000 in the messages, 4000 in the completion). Please reduce the length of the messages or completion.",
    'too-long',
    /context of 8,192 tokens.*fewer frames.*--max-model-len/,
  ],
  [
    400,
    "This model's maximum context length is 8192 tokens. However, your request has 9000 input tokens. Please reduce the length of the input messages.",
    'too-long',
    /8,192/,
  ],
  [
    400,
    "'max_tokens' or 'max_completion_tokens' is too large: 9000. This model's maximum context length is 8192 tokens and your request has 10 input tokens (9000 > 8192 - 10).",
    'too-long',
    /8,192.*Max tokens/,
  ],
  [
    400,
    "You passed 9000 input tokens and requested 1 output tokens. However, the model's context length is only 8192 tokens, resulting in a maximum input length of 8191 tokens. Please reduce the length of the input prompt. (parameter=input_tokens, value=9000)",
    'too-long',
    /8,192/,
  ],
  [
    400,
    "This model's maximum context length is 8192 tokens. However, you requested 8192 output tokens and your prompt contains at least 1 input tokens, for a total of at least 8193 tokens. Please reduce the length of the input prompt or the number of requested output tokens. (parameter=input_tokens, value=1)",
    'too-long',
    /8,192/,
  ],
  [
    400,
    'The decoder prompt (length 60025) is longer than the maximum model length of 32768. Make sure that `max_model_len` is no smaller than the number of text tokens plus multimodal tokens.',
    'too-long',
    /32,768/,
  ],
  [400, 'The prompt (total length 9000) is too long to fit into the model (context length 8192).', 'too-long', /8,192/],
  [400, 'max_tokens must be at least 1, got -1234.', 'too-long', /the model’s context\./],
  [400, "Input length (9000) exceeds model's maximum context length (8192).", 'too-long', /8,192/],
  [
    400,
    'max_tokens=99999 cannot be greater than max_model_len=max_total_tokens=8192. Please request fewer output tokens. (parameter=max_tokens, value=99999)',
    'too-long',
    /8,192/,
  ],
  [401, 'Unauthorized', 'unauthorized', /needs an API key.*--api-key/],
  [403, '', 'unauthorized', /API key/],
  [400, 'temperature must be non-negative, got -1.0. (parameter=temperature, value=-1.0)', 'sampling', /Temperature/],
  [400, 'top_p must be in (0, 1], got 0.0.', 'sampling', /Top-p/],
  [400, 'repetition_penalty must be greater than zero, got 0.', 'sampling', /Repetition penalty/],
  [
    400,
    "1 validation error:\n  {'type': 'float_parsing', 'loc': ('body','temperature'), 'msg': 'Input should be a valid number', 'input': 'hot'}",
    'sampling',
    /Temperature/,
  ],
  [
    400,
    "1 validation error:\n  {'type': 'missing', 'loc': ('body', 'messages'), 'msg': 'Field required', 'input': {'temperature must be': 1}}",
    'refused',
    /HTTP 400/,
  ],
  [400, 'cannot identify image file <_io.BytesIO object>', 'unreadable-image', /could not read/],
  [400, 'Failed to load image: broken', 'unreadable-image', /could not read/],
  [
    400,
    `Failed to apply Qwen2_5_VLProcessor on data={'image': '${'iVBORw0KGgo'.repeat(900)}'} with kwargs={}: absolute aspect ratio must be smaller than 200, got 300.0`,
    'unreadable-image',
    /too narrow/,
  ],
  [404, '{"detail":"Not Found"}', 'wrong-path', /ends in \/v1/],
  [405, '{"detail":"Method Not Allowed"}', 'wrong-path', /ends in \/v1/],
  [413, '<html><head><title>413 Request Entity Too Large</title></head></html>', 'too-large', /client_max_body_size/],
  [429, '', 'busy', /Wait/],
  [503, 'The model is currently scaling. Please try again later.', 'busy', /Wait/],
  [502, '<html><body><h1>502 Bad Gateway</h1></body></html>', 'gateway', /proxy/],
  [504, '', 'gateway', /proxy/],
  [500, 'Internal Server Error', 'server-error', /HTTP 500/],
  [
    500,
    'EngineCore encountered an issue. See stack trace (above) for the root cause.',
    'server-error',
    /engine.*Restart/,
  ],
  [418, 'I am a teapot', 'refused', /HTTP 418/],
])('status %i is explained: %s', (status, message, kind, explanation) => {
  const { sentence, advice, said, ...others } = failure.failureOfStatus(status, message, request);
  expect(others).toEqual({ kind, status });
  expect(`${sentence} ${advice}`).toMatch(explanation);
  expect(sentence).toMatch(/\.$/);
  expect(advice).toMatch(/\.$/);
  if (message === '') expect(said).toBeNull();
  else expect(said?.length).toBeLessThanOrEqual(600);
});

test('a negative max_tokens from the user is a wrong setting, not a long prompt', () => {
  const negative = { ...request, sampling: { ...request.sampling, maxTokens: -5 } };
  expect(failure.failureOfStatus(400, 'max_tokens must be at least 1, got -5.', negative)).toMatchObject({
    kind: 'sampling',
    sentence: expect.stringContaining('Max tokens'),
  });
});

test('a wrong key has a different sentence than a missing key', () => {
  expect(failure.failureOfStatus(401, 'Unauthorized', requestTo({ apiKey: 'abc' })).sentence).toContain(
    'does not accept',
  );
});

test('an error within the stream is explained like a refusal if its message is known', () => {
  const tooLong = 'The decoder prompt (length 60025) is longer than the maximum model length of 32768.';
  expect(failure.failureOfEvent(tooLong, 400, request)).toMatchObject({ kind: 'too-long', said: tooLong, status: 400 });
  expect(failure.failureOfEvent('', null, request)).toMatchObject({ kind: 'error-event', said: null, status: null });
});

// The exact texts of failures without a message from the server.
test.each<[FailureKind, Failure, string, string]>([
  [
    'connection-lost',
    failure.failureOfLostConnection(request.server),
    'The connection to http://localhost:8000/v1 broke while the answer was arriving.',
    'The text so far is kept. Check that the server still runs and that no proxy cuts off long answers, then press Continue.',
  ],
  [
    'no-finish-reason',
    failure.failureOfSilentEnd(),
    'The stream ended before the server said that the answer is complete.',
    'The text so far is kept. A proxy may have cut the stream off, or the server was stopped. Press Continue.',
  ],
  [
    'unknown-finish-reason',
    failure.failureOfFinishReason('tool_calls'),
    'The server ended the answer for a reason that StoryLens does not know: “tool_calls”.',
    'The text so far is kept. It may be incomplete.',
  ],
  [
    'malformed',
    failure.failureOfMalformedChunk(),
    'A part of the stream from the server could not be read.',
    'The text so far is kept. A proxy may have damaged the stream. Press Continue, if possible without the proxy.',
  ],
  [
    'not-a-stream',
    failure.failureOfOtherContent('', request.server),
    'http://localhost:8000/v1 answered, but not with a stream of tokens.',
    'Check the address and the port: something other than vLLM may listen there, or a proxy asks for a login.',
  ],
  [
    'not-loaded',
    failureOfLoading(),
    'The part of this page that talks to the server could not be loaded.',
    'Check the network and reload the page; it may have been updated since you opened it.',
  ],
  [
    'unexpected',
    failure.failureOfSurprise(new Error('x is undefined')),
    'Something went wrong in this page: x is undefined.',
    'The text so far is kept. Generate again. If it fails again, report it.',
  ],
  [
    'error-event',
    failure.failureOfEvent('', null, request),
    'The server ended the answer with an error.',
    'The text so far is kept. The server’s log says more. Press Continue when the server works again.',
  ],
])('the texts of a failure without a message: %s', (kind, withoutMessage, sentence, advice) => {
  expect(withoutMessage).toMatchObject({ kind, sentence, advice, said: null });
});
