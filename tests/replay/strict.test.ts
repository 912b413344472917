import { expect, test } from 'vitest';
import { chat, messages, serve } from '../../scripts/replay/client.mjs';

test('transformers: all unknown fields in one sentence', async () => {
  const server = await serve({ strict: 'transformers' });
  const response = await chat(server, { model: '', messages, top_k: 1, continue_final_message: true, seed: 1 });
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({
    detail: "Unexpected fields in the request: {'top_k', 'continue_final_message'}",
  });
});

test('pydantic: one problem for each unknown field', async () => {
  const server = await serve({ strict: 'pydantic' });
  const response = await chat(server, { model: '', messages, top_k: 1 });
  expect(response.status).toBe(422);
  expect(await response.json()).toEqual({
    detail: [{ type: 'extra_forbidden', loc: ['body', 'top_k'], msg: 'Extra inputs are not permitted', input: 1 }],
  });
});

test('first: the first unknown field only', async () => {
  const server = await serve({ strict: 'first' });
  const response = await chat(server, { model: '', messages, top_k: 1, min_p: 1 });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('Unrecognized request argument supplied: top_k');
});

test('a list of models may be empty', async () => {
  const server = await serve({ listsModels: false });
  expect(await (await fetch(`${server.url}/models`)).json()).toEqual({ object: 'list', data: [] });
});
