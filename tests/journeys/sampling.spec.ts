import { frames } from '../helpers/journey-pictures.ts';
import { configure, lastPost, posts } from '../helpers/journey-requests.ts';
import { expect, test as alone, testOfRuns as test } from '../helpers/journey-test.ts';

// The sampling parameters: each request contains all of them, and a wrong value has an error message beside its field.

test('the typed values are sent as top-level fields of the request', async ({ app, replay }) => {
  configure(replay, { adapters: [{ id: 'my-storyteller', root: 'my-storyteller' }] });
  const putBack = await app.setUp({
    Model: 'my-storyteller',
    Temperature: '0',
    'Top-p': '1',
    'Max tokens': '2048',
    'Top-k': '40',
    'Min-p': '0.05',
    'Repetition penalty': '1.1',
    Seed: '7',
    Stop: 'THE END\nFIN',
    'Extra JSON': '{"min_tokens": 10, "bad_words": ["very"]}',
  });
  await app.generate.click();
  await app.done();
  expect(lastPost(replay).body).toMatchObject({
    model: 'my-storyteller',
    temperature: 0,
    top_p: 1,
    max_tokens: 2048,
    top_k: 40,
    min_p: 0.05,
    repetition_penalty: 1.1,
    seed: 7,
    stop: ['THE END', 'FIN'],
    min_tokens: 10,
    bad_words: ['very'],
  });
  await putBack();
});

const wrong = [
  ['Top-k', '0', 'Top-k must be a whole number, at least 1, or -1 for all tokens.'],
  ['Min-p', '2', 'Min-p must be a number from 0 to 1.'],
  ['Repetition penalty', '0', 'Repetition penalty must be a number above 0 and at most 2. 1 means no penalty.'],
  ['Seed', 'lucky', 'Seed must be a whole number, or empty for a new seed in each run.'],
  ['Extra JSON', '{"min_tokens": ', 'The extra JSON cannot be read:'],
  ['Extra JSON', '[1]', 'The extra JSON must be an object, such as {"min_tokens": 100}.'],
  ['Extra JSON', '{"top_k": 1}', '“top_k” is set in the field Top-k, not here.'],
  ['Extra JSON', '{"messages": []}', '“messages” is set by StoryLens itself.'],
] as const;

for (const [name, value, sentence] of wrong) {
  test(`${name} “${value}” is not sent and shows “${sentence}”`, async ({ app, replay }) => {
    configure(replay, {});
    const before = posts(replay).length;
    const putBack = await app.setUp({ [name]: value });
    await expect(app.field(name)).toHaveAttribute('aria-invalid', 'true');
    await expect(app.page.locator('form').getByText(sentence)).toBeVisible();
    await app.generate.click();
    await expect(app.alert).toContainText(sentence);
    await putBack();
    expect(posts(replay)).toHaveLength(before);
    await app.generate.click();
    await app.done();
    await expect(app.alert).toHaveCount(0);
    expect(posts(replay)).toHaveLength(before + 1);
  });
}

alone('each run has a new seed, and an empty system prompt is not sent', async ({ app, replay }) => {
  await app.field('System prompt').fill('');
  await app.tell(frames(1), replay.url);
  await app.done();
  await app.generate.click();
  await expect.poll(() => posts(replay).filter(({ finished }) => finished).length).toBe(2);
  const [first, second] = posts(replay).map(({ body }) => body);
  expect(first.messages.map(({ role }: { role: string }) => role)).toEqual(['user']);
  expect(second.seed).not.toBe(first.seed);
  expect(second.messages).toEqual(first.messages);
});
