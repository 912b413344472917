import { waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { EntityId } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { mention, openOutput, stage, boxButton } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

/** The text of the mention at the cursor. */
function mentionIn({ session }: TestApp): string | null {
  const at = session.view.store.getState().cursor.at;
  return at === null ? null : (/^<[^>]*>([^<]*)/.exec(harbour.slice(at))?.[1] ?? '');
}

/** Presses keys one after the other. Returns the mention that each of them led to. */
async function walk(app: TestApp, ...keys: readonly string[]): Promise<(string | null)[]> {
  const words: (string | null)[] = [];
  for (const key of keys) {
    await app.user.keyboard(key);
    words.push(mentionIn(app));
  }
  return words;
}

const pinned = ({ session }: TestApp): readonly EntityId[] | undefined =>
  session.view.store.getState().selection.pinned?.ids;
const N = '{Shift>}N{/Shift}';

describe('J and K', () => {
  test('lead to the next and previous mention, starting with the first of the frame', async () => {
    const app = await openOutput(harbour, SIZES);
    expect(await walk(app, 'j', 'j', 'j', 'k')).toEqual(['Ines', 'watched', 'the clock tower', 'watched']);
  });

  test('highlight its entities and change the picture', async () => {
    const app = await openOutput(harbour, SIZES);
    app.session.view.show(2 as never);
    expect(await walk(app, 'j')).toEqual(['the boy']);
    await stage(2);
    await waitFor(async () => expect((await boxButton('char2', 2)).dataset['lit']).toBe('true'));
  });

  test('stop at the ends', async () => {
    const app = await openOutput(harbour, SIZES);
    expect(await walk(app, 'j', 'k')).toEqual(['Ines', 'Ines']);
    mention('caught').focus();
    expect(await walk(app, 'j')).toEqual(['caught']);
  });

  test('work the same with Shift and with Caps Lock', async () => {
    const app = await openOutput(harbour, SIZES);
    expect(await walk(app, 'J', '{Shift>}J{/Shift}', 'K')).toEqual(['Ines', 'watched', 'Ines']);
  });

  test('start at the mention with the focus', async () => {
    const app = await openOutput(harbour, SIZES);
    mention('the nets').focus();
    expect(await walk(app, 'k')).toEqual(['she']);
  });

  test('start at the first mention of a frame that the user has chosen', async () => {
    const app = await openOutput(harbour, SIZES);
    mention('watched').focus();
    expect(await walk(app, '{ArrowRight}', 'j', '{ArrowRight}', 'k')).toEqual([null, 'the boy', null, 'the nets']);
  });

  test('continue while the picture of another frame is held', async () => {
    const app = await openOutput(harbour, SIZES);
    app.session.view.hold(3 as never);
    mention('Ines').focus();
    expect(await walk(app, 'j')).toEqual(['watched']);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    expect(await walk(app, 'j')).toEqual(['the clock tower']);
    await stage(3);
  });

  test('lead back from a frame that the story does not mention', async () => {
    const app = await openOutput(harbour.slice(0, harbour.indexOf('<gdi image3>')), SIZES);
    app.session.view.show(3 as never);
    expect(await walk(app, 'j', 'k')).toEqual([null, 'the nets']);
  });
});

describe('n and N', () => {
  test('lead through the mentions of the pinned entity, and wrap around', async () => {
    const app = await openOutput(harbour, SIZES);
    app.session.view.pin(['char2'], 1 as never, false);
    expect(await walk(app, 'n', 'n', 'n', 'n', 'n')).toEqual(['Tom', 'They', 'the boy', 'ran', 'Tom']);
    expect(await walk(app, N, N)).toEqual(['ran', 'the boy']);
    expect(pinned(app)).toEqual(['char2']);
  });

  test('pin the hovered entity, so that every frame shows where it is', async () => {
    const app = await openOutput(harbour, SIZES);
    await app.user.hover(await boxButton('char2'));
    expect(await walk(app, 'n', 'n')).toEqual(['Tom', 'They']);
    expect(pinned(app)).toEqual(['char2']);
  });

  test('pin the entity of the current mention', async () => {
    const app = await openOutput(harbour, SIZES);
    await walk(app, 'j', 'j', 'j');
    app.session.view.leave();
    expect(await walk(app, 'n')).toEqual(['the clock tower']);
    expect(pinned(app)).toEqual(['lm1']);
  });

  test('with Caps Lock, depend on Shift', async () => {
    const app = await openOutput(harbour, SIZES);
    app.session.view.pin(['char2'], 1 as never, false);
    expect(await walk(app, 'N', 'N', '{Shift>}n{/Shift}')).toEqual(['Tom', 'They', 'Tom']);
  });

  test('do nothing without any entity', async () => {
    const app = await openOutput(harbour, SIZES);
    expect(await walk(app, 'n', N)).toEqual([null, null]);
    expect(pinned(app)).toBeUndefined();
  });

  test('do nothing for an entity that the story never mentions', async () => {
    const app = await openOutput(harbour.replace('<gdo obj1>the kite</gdo>', 'the kite'), SIZES);
    await app.user.hover(await boxButton('obj1'));
    expect(await walk(app, 'n')).toEqual([null]);
    expect(pinned(app)).toBeUndefined();
  });
});
