import type { startReplay } from '../helpers/replay-server.mjs';
import { expect, harbour, testOfRuns as test } from '../helpers/journey-test.ts';

type Changes = Parameters<Awaited<ReturnType<typeof startReplay>>['set']>[0];
type Fault = NonNullable<Changes['fault']>;

interface Case {
  readonly when: string;
  readonly options: Changes;
  /** How it is undone on the server. */
  readonly cure: Changes;
  /** The first sentence; URL stands for the server's. */
  readonly sentence: string;
  /** The server's own words. */
  readonly said?: string;
  readonly advice: RegExp;
}

const status = (code: number, cors?: boolean): Changes => ({
  fault: { kind: 'status', status: code, ...(cors !== undefined && { cors }) },
});
const cured: Changes = { fault: null };

const refused: readonly Case[] = [
  {
    when: 'takes fewer images than there are',
    options: { imageLimit: 1 },
    cure: { imageLimit: null },
    sentence: 'The server takes at most 1 image in a request; this one has 3.',
    said: 'At most 1 image(s) may be provided in one prompt.',
    advice: /--limit-mm-per-prompt '\{"image":3\}'/,
  },
  {
    when: 'takes fewer images, and is of the year 2025',
    options: { imageLimit: 1, version: '0.8.5' },
    cure: { imageLimit: null },
    sentence: 'The server takes at most 1 image in a request; this one has 3.',
    said: 'At most 1 image(s) may be provided in one request.',
    advice: /use fewer frames/,
  },
  {
    when: 'has too short a context',
    options: { maxModelLen: 8192 },
    cure: { maxModelLen: 128_000 },
    sentence: 'The prompt with its pictures and the answer do not fit together in the model’s context of 8,192 tokens.',
    advice: /lower Max tokens \(now 8,192\)/,
  },
  {
    when: 'does not serve this model',
    options: { model: 'another-model' },
    cure: { model: 'daniel3303/QwenStoryteller' },
    sentence: 'The server does not serve a model named “daniel3303/QwenStoryteller”.',
    said: 'The model `daniel3303/QwenStoryteller` does not exist.',
    advice: /^Set Model to a name that URL\/models lists/,
  },
  {
    when: 'wants a key, and a browser cannot see that',
    options: { apiKey: 'sesame' },
    cure: { apiKey: null },
    sentence: 'No answer could be read from URL.',
    advice: /the API key is right/,
  },
  {
    when: 'wants a key, behind a proxy that lets the browser see it',
    options: status(401, true),
    cure: cured,
    sentence: 'The server wants an API key.',
    said: 'Unauthorized',
    advice: /--api-key/,
  },
  {
    when: 'fails with 500, and a browser cannot see that',
    options: status(500),
    cure: cured,
    sentence: 'No answer could be read from URL.',
    advice: /vLLM is running/,
  },
  {
    when: 'fails with 500',
    options: status(500, true),
    cure: cured,
    sentence: 'The server failed on this request (HTTP 500).',
    said: 'Internal Server Error',
    advice: /Its log says why/,
  },
  {
    when: 'is not reached by its proxy, which answers with a page',
    options: status(502, true),
    cure: cured,
    sentence: 'A proxy before the server got no answer from it (HTTP 502).',
    said: '502 Bad Gateway',
    advice: /proxy waits long enough/,
  },
  {
    when: 'is scaling',
    options: status(503, true),
    cure: cured,
    sentence: 'The server cannot take the request now: it is overloaded, loading or scaling.',
    said: 'The model is currently scaling. Please try again later.',
    advice: /generate again/,
  },
  {
    when: 'does not allow this page',
    options: { cors: { origins: ['https://elsewhere.example'] } },
    cure: { cors: { origins: ['*'] } },
    sentence: 'No answer could be read from URL.',
    advice: /--allowed-origins/,
  },
];

test.describe('when the server', () => {
  for (const { when, options, cure, sentence, said, advice } of refused) {
    test(`${when}, the page says so, and the next run is well`, async ({ app, replay }) => {
      const named = (text: string) => text.replace('URL', replay.url);
      replay.set(options);
      await app.generate.click();
      await expect(app.status).toHaveText('Failed');
      await expect(app.alert.getByRole('paragraph').first()).toContainText(named(sentence));
      await expect(app.alert.getByRole('paragraph').last()).toContainText(new RegExp(named(advice.source)));
      await expect(app.alert.getByRole('blockquote')).toContainText(said === undefined ? [] : [said]);
      await expect(app.tiles).toHaveCount(3);

      replay.set(cure);
      await app.alert.getByRole('button', { name: 'Try again' }).click();
      await app.done();
      await expect(app.alert).toHaveCount(0);
      await expect(app.page.locator('[data-tag]')).toHaveCount(12);
    });
  }
});

const at = { chars: harbour.indexOf('held <gdo obj1>') };
const lost: readonly {
  readonly when: string;
  readonly fault: Fault;
  readonly sentence: string;
  readonly status: RegExp;
}[] = [
  {
    when: 'the engine crashes',
    fault: { kind: 'error-event', after: at },
    sentence: 'The engine of the server has crashed.',
    status: /^Failed after/,
  },
  {
    when: 'the server sends an error',
    fault: { kind: 'error-event', after: at, message: 'Internal server error' },
    sentence: 'The server broke the answer off with an error.',
    status: /^Failed after/,
  },
  {
    when: 'the tokens are used up',
    fault: { kind: 'finish', reason: 'length', after: at },
    sentence: 'The answer was cut off: the tokens were used up. What had arrived stays.',
    status: /^Cut off after/,
  },
  {
    when: 'the server shuts down',
    fault: { kind: 'finish', reason: 'abort', after: at },
    sentence: 'The server ended the answer before it was done. What had arrived stays.',
    status: /^Ended by the server after/,
  },
  {
    when: 'the model repeats itself',
    fault: { kind: 'finish', reason: 'repetition', after: at },
    sentence: 'The server ended the answer for a reason that is not known here: “repetition”.',
    status: /^Failed after/,
  },
  {
    when: 'the stream ends without a reason',
    fault: { kind: 'no-finish', after: at, done: true },
    sentence: 'The stream ended before the server said that the answer is complete.',
    status: /^Failed after/,
  },
  {
    when: 'an event is no JSON',
    fault: { kind: 'malformed', after: at },
    sentence: 'The server sent a piece of the stream that cannot be read.',
    status: /^Failed after/,
  },
];

test.describe('when in the middle of the story', () => {
  for (const { when, fault, sentence, status: ended } of lost) {
    test(`${when}, what had arrived stays, and the next run is well`, async ({ app, replay }) => {
      replay.set({ fault });
      await app.generate.click();
      await expect(app.alert.getByRole('paragraph').first()).toHaveText(sentence.replace('URL', replay.url));
      await expect(app.status).toHaveText(ended);
      await expect(app.alert).toBeInViewport();
      await expect(app.page.locator('[data-tag]').nth(3)).toHaveText('Tom');
      await app.page.locator('[data-tag]').nth(3).hover();
      await app.expectLit(['char2']);
      await expect(app.page.getByRole('tab', { name: /^Image \d+$/ })).toHaveCount(3);

      replay.set(cured);
      await app.generate.click();
      await app.done();
      await expect(app.alert).toHaveCount(0);
      await expect(app.page.locator('[data-tag]')).toHaveCount(12);
    });
  }
});
