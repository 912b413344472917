import { screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { imageTokens, smartResize, textTokens } from '../../src/inference/index.ts';
import { defaultSettings } from '../../src/session/recipes.ts';
import { openEnded, openRun } from '../helpers/app.tsx';
import type { Size } from '../helpers/app.tsx';
import { expectOver } from './over.ts';

const TITLE = 'The server made the pictures smaller.';
const TEXT = textTokens([defaultSettings.systemPrompt, defaultSettings.prompt]);
const LARGE: Size = [1120, 840];
const LIMIT = 200_704;
const small = smartResize(840, 1120, LIMIT)!;
const story = `<think>
## Image 1
### Objects
| Object ID | Description | Bounding Box |
|---|---|---|
| obj1 | Kite | 100,60,300,260 |
</think>
<gdi image1>It was <gdo obj1>a kite</gdo>.</gdi>
`;
const notice = (): HTMLElement | null => screen.queryByText(TITLE)?.parentElement ?? null;

/** A run for which the server counts this number of prompt tokens. */
async function openCounted(promptTokens: number) {
  const { call, clock, ...app } = await openRun([LARGE]);
  await call.open();
  await call.usage(promptTokens, 0);
  await call.text(story);
  clock.frame();
  return { ...app, call };
}

describe('pictures that the server made smaller', () => {
  test('are reported with the counted tokens, also while the model writes', async () => {
    const actual = TEXT + imageTokens(small) + 2;
    const { user, call } = await openCounted(actual);
    await screen.findByText(TITLE);
    expect(notice()?.querySelector('p + p')?.textContent).toBe(
      `The server counted ${actual.toLocaleString('en')} tokens in the prompt; about ` +
        `${(TEXT + 1202).toLocaleString('en')} were sent. It accepts at most 200,704 pixels per picture ` +
        '(--mm-processor-kwargs). To avoid this, send no more than that.',
    );
    await call.end();
    await expectOver('obj1', [100, 60, 300, 260], LARGE);
    await user.click(within(notice()!).getByRole('button', { name: 'Use resized pixels' }));
    await expectOver('obj1', [100, 60, 300, 260], [small.width, small.height]);
    expect(screen.getByRole('combobox', { name: 'Box units' })).toHaveProperty('value', 'resized');
    expect(within(notice()!).queryByRole('button', { name: 'Use resized pixels' })).toBeNull();
    await user.click(within(notice()!).getByRole('button', { name: 'Dismiss' }));
    expect(notice()).toBeNull();
  });

  test('do not change boxes in 0–1000', async () => {
    const { session, call } = await openCounted(TEXT + imageTokens(small) + 2);
    await screen.findByText(TITLE);
    await call.end();
    session.setBoxUnits('thousand');
    await expectOver('obj1', [100, 60, 300, 260], [1000, 1000]);
    expect(within(notice()!).queryByRole('button', { name: 'Use resized pixels' })).toBeNull();
  });

  test('are not reported if another chat template or tokenizer can explain the count', async () => {
    const { call } = await openCounted(1202 + 20);
    await call.end();
    await expectOver('obj1', [100, 60, 300, 260], LARGE);
    expect(notice()).toBeNull();
  });

  test('are not reported if the server counts the expected tokens or none', async () => {
    const { call, unmount } = await openCounted(TEXT + 1202 - 9);
    await call.end();
    await expectOver('obj1', [100, 60, 300, 260], LARGE);
    expect(notice()).toBeNull();
    unmount();
    await openEnded(story, undefined, [LARGE]);
    await expectOver('obj1', [100, 60, 300, 260], LARGE);
    expect(notice()).toBeNull();
  });
});
