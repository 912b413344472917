import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutLiteLlm } from '../../src/inference/litellm.ts';

const MANY = 'At most 1 image(s) may be provided in one prompt.';
const json = JSON.stringify({ error: { message: MANY, type: 'BadRequestError', param: null, code: 400 } });

test.each([
  [`litellm.BadRequestError: Hosted_vllmException - ${json} LiteLLM: model group \`story\` has no fallbacks`, MANY],
  [
    `litellm.BadRequestError: Hosted_vllmException - ${json}. Received Model Group=story\nAvailable Model Group Fallbacks=None`,
    MANY,
  ],
  [`litellm.BadRequestError: OpenAIException - ${MANY}. Received Model Group=story`, MANY],
  [
    `litellm.NotFoundError: NotFoundError: OpenAIException - Error code: 404 - {'error': {'message': 'The model \`x\` does not exist.', 'code': 404}}`,
    'The model `x` does not exist.',
  ],
  [
    `litellm.BadRequestError: OpenAIException - Error code: 400 - {'message': "This model's maximum context length is 9 tokens.", 'code': 400}`,
    "This model's maximum context length is 9 tokens.",
  ],
  [`litellm.BadRequestError: Hosted_vllmException - {"object":"error","message":"${MANY}"}`, MANY],
  [`litellm.BadRequestError: Hosted_vllmException - {"detail":"Not Found"}`, 'Not Found'],
  [
    `litellm.InternalServerError: InternalServerError: OpenAIException - litellm.BadRequestError: Hosted_vllmException - ${json}`,
    MANY,
  ],
  ['litellm.APIConnectionError: Hosted_vllmException - Cannot connect to host', 'Cannot connect to host'],
  ['litellm.Timeout: APITimeoutError - Request timed out.', 'Request timed out.'],
  ['litellm.BadRequestError: Hosted_vllmException - {"broken', '{"broken'],
  ['No connected db.', 'No connected db.'],
  [MANY, MANY],
  ['', ''],
])('%s', (message, inner) => {
  expect(withoutLiteLlm(message)).toBe(inner);
});

test('any message in JSON comes out as it was, however often it is wrapped', () => {
  const words = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/litellm|Exception|model group/i.test(text));
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 3 }), (message, times) => {
      let wrapped = message;
      for (let i = 0; i < times; i++)
        wrapped = `litellm.BadRequestError: Hosted_vllmException - ${JSON.stringify({ error: { message: wrapped } })}`;
      expect(withoutLiteLlm(wrapped)).toBe(message);
    }),
  );
});
