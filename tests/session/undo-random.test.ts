import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileOf } from '../helpers/session.ts';
import { undoing, undoingWith } from './undoing.ts';
import type { Undoing } from './undoing.ts';

type Command =
  | { readonly type: 'add'; readonly count: number }
  | { readonly type: 'remove' | 'move' | 'star' | 'delete run' | 'name'; readonly which: number; readonly to: number }
  | { readonly type: 'set'; readonly field: 'temperature' | 'prompt' | 'topK'; readonly text: string }
  | { readonly type: 'size'; readonly maxPixels: number }
  | { readonly type: 'recipe'; readonly name: string }
  | { readonly type: 'units' }
  | { readonly type: 'wait' }
  | {
      readonly type: 'rename' | 'duplicate' | 'delete sequences' | 'open';
      readonly which: number;
      readonly to: number;
    };

const which = { which: fc.nat(5), to: fc.nat(5) };
const inSequence: fc.Arbitrary<Command> = fc.oneof(
  fc.record({ type: fc.constant('add' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constantFrom('remove' as const, 'move' as const, 'star' as const), ...which }),
  fc.record({ type: fc.constantFrom('delete run' as const, 'name' as const), ...which }),
  fc.record({
    type: fc.constant('set' as const),
    field: fc.constantFrom('temperature' as const, 'prompt' as const, 'topK' as const),
    text: fc.constantFrom('0.2', '1', 'Tell.', ''),
  }),
  fc.record({ type: fc.constant('size' as const), maxPixels: fc.constantFrom(200_704, 1_003_520) }),
  fc.record({
    type: fc.constant('recipe' as const),
    name: fc.constantFrom('QwenStoryteller2', 'Any vision-language model'),
  }),
  fc.constant({ type: 'units' as const }),
  fc.constant({ type: 'wait' as const }),
);
const inLibrary: fc.Arbitrary<Command> = fc.record({
  type: fc.constantFrom('rename' as const, 'duplicate' as const, 'delete sequences' as const, 'open' as const),
  ...which,
});

async function run({ session, library, clock, place }: Undoing, command: Command): Promise<void> {
  const { frames } = session.page.getState();
  const runs = session.records.getState().sequences[place()]?.runs ?? [];
  const entries = library.store.getState().entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const entry = 'which' in command ? entries[command.which % Math.max(1, entries.length)] : undefined;
  const own = 'which' in command ? runs[command.which % Math.max(1, runs.length)] : undefined;
  switch (command.type) {
    case 'add':
      // A sequence that undo has emptied is gone when another one is shown.
      if (frames.length + runs.length === 0) return;
      await session.frames.add(Array.from({ length: command.count }, (_, i) => fileOf(`${frames.length + i}.png`)));
      return;
    case 'remove':
      if (frames.length > 1) session.frames.remove(frames[command.which % frames.length]!.id);
      return;
    case 'move':
      if (frames.length > 0) session.frames.move(frames[command.which % frames.length]!.id, command.to % frames.length);
      return;
    case 'star':
      if (own !== undefined) library.runs.star(own);
      return;
    case 'name':
      if (own !== undefined) library.runs.name(own, `Name ${command.to}`);
      return;
    case 'delete run':
      if (own !== undefined) library.runs.remove(own);
      return;
    case 'set':
      session.set({ [command.field]: command.text });
      return;
    case 'size':
      session.set({ maxPixels: command.maxPixels });
      await session.frames.ready();
      return;
    case 'recipe':
      session.chooseRecipe(command.name);
      await session.frames.ready();
      return;
    case 'units':
      session.setBoxUnits(session.page.getState().run?.units.plain === 'thousand' ? 'unit' : 'thousand');
      return;
    case 'wait':
      clock.advance(1500);
      return;
    case 'rename':
      if (entry !== undefined) await library.rename(entry.id, `Title ${command.to}`);
      return;
    case 'duplicate':
      if (entry !== undefined) await library.duplicate([entry.id]);
      return;
    case 'delete sequences':
      if (entries.length > 1) await library.remove(entries.slice(0, 1 + (command.which % 2)).map(({ id }) => id));
      return;
    case 'open':
      if (entry !== undefined) await library.open(entry.id);
  }
}

test('undoing every step leads back through every earlier state, and redoing through every later one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(inSequence, { minLength: 1, maxLength: 12 }), async (commands) => {
      const made = await undoingWith(['a.png', 'b.png'], ['First.', 'Second.', 'Third.']);
      const { library, place, snapshot } = made;
      const depth = (): number => library.history.stackOf(place()).past.length;
      const first = depth();
      const states = [await snapshot()];
      for (const command of commands) {
        // oxlint-disable-next-line no-await-in-loop -- one command after the other
        await run(made, command);
        // A command may go on with the step before, or take it back.
        states.length = Math.min(states.length, depth() - first + 1);
        // oxlint-disable-next-line no-await-in-loop -- as above
        states[depth() - first] = await snapshot();
      }
      /* oxlint-disable no-await-in-loop -- one step after the other */
      for (let i = states.length - 2; i >= 0; i--) {
        await made.undo();
        expect(await snapshot()).toBe(states[i]);
      }
      for (let i = 1; i < states.length; i++) {
        await made.redo();
        expect(await snapshot()).toBe(states[i]);
      }
      expect(library.history.stackOf(place()).future).toHaveLength(0);
      /* oxlint-enable no-await-in-loop */
    }),
    { numRuns: 40 },
  );
}, 120_000);

/** Undoes or redoes all there is, in every sequence that is not deleted and in the library. */
async function all(made: Undoing, how: 'undo' | 'redo'): Promise<void> {
  const { library, session } = made;
  const { history } = library;
  /* oxlint-disable no-await-in-loop -- one step after the other */
  const inSequences = async (): Promise<void> => {
    for (const { id } of library.store.getState().entries) {
      await library.open(id);
      await session.frames.ready();
      await history[how](id, 1000);
      // Pictures get their size while their sequence is on the page.
      await session.frames.ready();
    }
  };
  await inSequences();
  await history[how]('library', 1000);
  await inSequences();
  /* oxlint-enable no-await-in-loop */
}

test('all of undo is the beginning and all of redo the end, over several sequences and the library', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(inSequence, inLibrary), { minLength: 1, maxLength: 12 }), async (commands) => {
      const before = await undoingWith(['a.png', 'b.png'], ['First.', 'Second.']);
      before.session.startSequence();
      await before.session.frames.add([fileOf('c.png')]);
      await before.snapshot();
      // A new visit, in a tab without a history.
      const made = await undoing({}, before.storage);
      const first = await made.snapshot();
      /* oxlint-disable no-await-in-loop -- one command after the other */
      for (const command of commands) {
        await run(made, command);
        await made.snapshot();
      }
      /* oxlint-enable no-await-in-loop */
      const last = await made.snapshot();
      await all(made, 'undo');
      expect(await made.snapshot()).toBe(first);
      await all(made, 'redo');
      expect(await made.snapshot()).toBe(last);
    }),
    { numRuns: 40 },
  );
}, 120_000);
