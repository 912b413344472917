import { waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { painted, stage } from '../helpers/app.tsx';
import { expectDrawn, labelOf, openHarbour } from './stage-ink.ts';

describe('in every state', () => {
  const everybody = ['char1', 'char2', 'lm1', 'obj1'];
  const they = harbour.indexOf('<gdo char1 char2>');
  const states = {
    nothing: () => undefined,
    'a mention is pointed at': ({ view }: Session) => view.hover(['char1', 'char2'], 1 as never, they),
    'a mention is pinned': ({ view }: Session) => view.pin(['char1', 'char2'], 1 as never, false, they),
    'a mention is pinned and a box is pointed at': ({ view }: Session) => {
      view.pin(['char1', 'char2'], 1 as never, false, they);
      view.hover(['lm1'], 1 as never, 'stage');
    },
  };
  const pair = ['char1', 'char2'];
  const three = ['char1', 'char2', 'lm1'];

  test.each([
    ['nothing', { all: everybody, sentence: everybody, lit: [] }],
    ['a mention is pointed at', { all: everybody, sentence: pair, lit: pair }],
    ['a mention is pinned', { all: everybody, sentence: pair, lit: pair }],
    ['a mention is pinned and a box is pointed at', { all: everybody, sentence: three, lit: three }],
  ] as const)(
    '%s: drawn and labelled are those that are wanted, and none where all are hidden',
    async (state, expected) => {
      const { session } = await openHarbour();
      states[state](session);
      for (const boxes of ['all', 'sentence', 'lit'] as const) {
        // oxlint-disable no-await-in-loop -- one choice after the other
        session.view.arrange({ boxes, labels: true, hidden: false });
        await expectDrawn(...expected[boxes]);
        // The other labels are elsewhere: at the edge, or next to one that was placed first.
        for (const id of ['char1', 'char2'])
          await waitFor(async () =>
            expect((await labelOf(id)) > 0.3).toBe(expected[boxes].some((each) => each === id)),
          );
        session.view.arrange({ hidden: true });
        await expectDrawn();
        expect(Math.max(await labelOf('char1'), await labelOf('char2'))).toBe(0);
        // oxlint-enable no-await-in-loop
      }
    },
  );

  test('the picture is dimmed only while a box on it is highlighted', async () => {
    const { session } = await openHarbour();
    const dim = (await stage(1)).querySelector('img + div') as HTMLElement;
    const isDim = (): boolean => getComputedStyle(dim).visibility === 'visible';
    expect(isDim()).toBe(false);
    session.view.hover(['char1'], 1 as never);
    await waitFor(() => expect(isDim()).toBe(true));
    session.view.arrange({ hidden: true });
    await waitFor(() => expect(isDim()).toBe(false));
    session.view.arrange({ hidden: false });
    session.view.hover(['bg1'], 1 as never);
    await painted();
    expect(isDim()).toBe(false);
  });
});
