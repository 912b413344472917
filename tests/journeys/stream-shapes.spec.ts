import { IN_STORY, IN_THINKING } from '../fixtures/early-ends.ts';
import type { Changes } from '../helpers/journey-requests.ts';
import { configure, lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, testOfRuns as test } from '../helpers/journey-test.ts';

// However a server hands the answer over, the page holds the same text, to the last character, and so the same story.

const versions = ['0.7.3', '0.8.5', '0.10.0', '0.10.2', '0.11.0', '0.12.0', '0.16.0', '0.19.0', '0.23.0', '0.31.0'];

const shapes: readonly { readonly when: string; readonly options: Changes }[] = [
  ...versions.map((version) => ({ when: `vLLM ${version}`, options: { version, imageLimit: 3 } })),
  {
    when: 'vLLM 0.11.0 with --reasoning-parser: the thinking in reasoning_content',
    options: { version: '0.11.0', reasoning: 'reasoning_content' },
  },
  {
    when: 'vLLM 0.12.0 with --reasoning-parser: the thinking in reasoning and reasoning_content, twice',
    options: { version: '0.12.0', reasoning: 'both' },
  },
  {
    when: 'vLLM 0.16.0 with --reasoning-parser: the thinking in reasoning',
    options: { version: '0.16.0', reasoning: 'reasoning' },
  },
  { when: 'a proxy before several versions: now the one field, now the other', options: { reasoning: 'alternating' } },
  { when: 'chunks without text between those with text', options: { emptyChunks: true } },
  { when: 'chunks without text, with --reasoning-parser', options: { emptyChunks: true, reasoning: 'reasoning' } },
  { when: 'a chunk for each character', options: { cut: 1 } },
  { when: 'chunks of several tokens (--stream-interval)', options: { cut: 40 } },
  { when: 'each byte in a packet of its own', options: { split: 'bytes', cut: 200 } },
];

test.describe('the same story:', () => {
  for (const { when, options } of shapes) {
    test(when, async ({ app, replay }) => {
      configure(replay, options);
      await app.generate.click();
      await app.done();
      await expect(app.page.locator('[data-tag]')).toHaveCount(12);
      await expect(app.page.getByRole('tab', { name: /^Image \d+$/ })).toHaveCount(3);
      await app.expectCompletion(harbour);
    });
  }
});

const continued: readonly { readonly when: string; readonly chars: number; readonly options: Changes }[] = [
  {
    when: 'the rest of the thinking comes as thinking',
    chars: IN_THINKING,
    options: { reasoning: 'reasoning', continuesThinkingIn: 'reasoning' },
  },
  {
    when: 'the rest of the thinking comes as content',
    chars: IN_THINKING,
    options: { reasoning: 'reasoning', continuesThinkingIn: 'content' },
  },
  {
    when: 'the rest of the thinking comes in both fields',
    chars: IN_THINKING,
    options: { version: '0.12.0', reasoning: 'both' },
  },
  {
    when: 'the rest of the story comes as content',
    chars: IN_STORY,
    options: { reasoning: 'reasoning', continuesStoryIn: 'content' },
  },
  {
    when: 'the rest of the story comes as thinking',
    chars: IN_STORY,
    options: { reasoning: 'reasoning', continuesStoryIn: 'reasoning' },
  },
];

test.describe('the same story after Continue, of a server with --reasoning-parser:', () => {
  for (const { when, chars, options } of continued) {
    test(when, async ({ app, replay }) => {
      configure(replay, { ...options, fault: { kind: 'error-event', after: { chars } } });
      await app.generate.click();
      await expect(app.alert).toBeVisible();
      configure(replay, options);
      await app.button('Continue').click();
      await app.done();
      // A parser takes the tags away; the model gets them back.
      expect(lastPost(replay).body.messages[2].content).toMatch(/^<think>\n## Image 1\n/);
      await app.expectCompletion(harbour);
    });
  }
});
