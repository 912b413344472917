import { describe, expect, test } from 'vitest';
import { createMemory } from '../../src/session/storage/memory.ts';
import { createStorage, fileOf, readingOf } from '../helpers/session.ts';
import { harbour } from '../fixtures/harbour.ts';
import { requestAgain } from './scripted-run.ts';
import { namesOf, undoing, undoingWith } from './undoing.ts';
import type { Undoing } from './undoing.ts';

const settingsOf = ({ session }: Undoing) => session.page.getState().settings;
const sequenceOf = ({ session, place }: Undoing) => session.records.getState().sequences[place()];
const runsOf = (made: Undoing): readonly string[] => sequenceOf(made)?.runs ?? [];
const recordOf = ({ session }: Undoing, id = '') => session.records.getState().runs[id];
const idOf = ({ session }: Undoing, name: string): string =>
  session.page.getState().frames.find((frame) => frame.name === name)?.id ?? '';
const listOf = ({ library }: Undoing) =>
  library.store.getState().entries.map(({ title, proposed }) => title ?? proposed);
const inLibrary = ({ library }: Undoing, how: 'undo' | 'redo' = 'undo') => library.history[how]('library');

const abc = ['a.png', 'b.png', 'c.png'];

describe('frames', () => {
  test('that were added together are removed in one step', async () => {
    const made = await undoingWith(abc);
    expect(await made.undo()).toBe('add 3 frames');
    expect(namesOf(made.session)).toEqual([]);
  });

  test('that were added come back by redo, in their order', async () => {
    const made = await undoingWith(abc);
    await made.undo();
    expect(await made.redo()).toBe('add 3 frames');
    expect(namesOf(made.session)).toEqual(abc);
  });

  test('that were added in two steps are removed in two', async () => {
    const made = await undoingWith(['a.png']);
    await made.session.frames.add([fileOf('b.png')]);
    expect(await made.undo()).toBe('add “b.png”');
    expect(namesOf(made.session)).toEqual(['a.png']);
    expect(await made.undo()).toBe('add “a.png”');
  });

  test('come back at their place after a removal', async () => {
    const made = await undoingWith(abc);
    made.session.frames.remove(idOf(made, 'b.png'));
    expect(namesOf(made.session)).toEqual(['a.png', 'c.png']);
    expect(await made.undo()).toBe('remove “b.png”');
    expect(namesOf(made.session)).toEqual(abc);
  });

  test('come back with the same picture, byte for byte', async () => {
    const made = await undoingWith(abc);
    const [, before] = made.session.page.getState().frames;
    made.session.frames.remove(before?.id ?? '');
    await made.undo();
    const [, after] = made.session.page.getState().frames;
    expect(after).toEqual(before);
    expect(await after?.blob.text()).toBe('bytes of b.png');
  });

  test('that were all removed come back one by one', async () => {
    const made = await undoingWith(abc);
    for (const name of abc) made.session.frames.remove(idOf(made, name));
    await made.undo();
    expect(namesOf(made.session)).toEqual(['c.png']);
    await made.undo();
    await made.undo();
    expect(namesOf(made.session)).toEqual(abc);
  });

  test('go back to their place after one move', async () => {
    const made = await undoingWith(abc);
    made.session.frames.move(idOf(made, 'a.png'), 2);
    expect(namesOf(made.session)).toEqual(['b.png', 'c.png', 'a.png']);
    expect(await made.undo()).toBe('move “a.png”');
    expect(namesOf(made.session)).toEqual(abc);
  });

  test('that are moved twice in a second go back in two steps', async () => {
    const made = await undoingWith(abc);
    made.session.frames.move(idOf(made, 'a.png'), 2);
    made.session.frames.move(idOf(made, 'a.png'), 1);
    await made.undo();
    expect(namesOf(made.session)).toEqual(['b.png', 'c.png', 'a.png']);
  });

  test('that move to their own place are no step', async () => {
    const made = await undoingWith(abc);
    const before = made.labels();
    made.session.frames.move(idOf(made, 'a.png'), 0);
    await made.undo();
    expect(before).toEqual(['add 3 frames']);
  });

  test('sorted by a whole new order go back at once', async () => {
    const made = await undoingWith([...abc, 'd.png']);
    const { commit } = made.session;
    const sequence = sequenceOf(made);
    if (sequence === undefined) throw new Error('No sequence');
    commit({
      sequences: {
        [sequence.id]: {
          ...sequence,
          frames: [sequence.frames[3]!, sequence.frames[2]!, sequence.frames[0]!, sequence.frames[1]!],
        },
      },
    });
    expect(await made.undo()).toBe('sort the frames');
    expect(namesOf(made.session)).toEqual([...abc, 'd.png']);
  });

  test('replaced by another picture get the former one back', async () => {
    const made = await undoingWith(abc);
    const sequence = sequenceOf(made);
    if (sequence === undefined) throw new Error('No sequence');
    const frames = sequence.frames.with(1, { ...sequence.frames[1]!, picture: 'f'.repeat(64), name: 'new.png' });
    made.session.commit({ sequences: { [sequence.id]: { ...sequence, frames } } });
    expect(await made.undo()).toBe('replace “new.png”');
    expect(namesOf(made.session)).toEqual(abc);
    await made.redo();
    expect(namesOf(made.session)).toEqual(['a.png', 'new.png', 'c.png']);
  });

  test('that are added while another one is removed stay two kinds of steps', async () => {
    const made = await undoingWith(['a.png']);
    const adding = made.session.frames.add([fileOf('b.png'), fileOf('c.png')]);
    await made.session.frames.ready();
    made.session.frames.remove(idOf(made, 'a.png'));
    await adding;
    await made.undo();
    expect(namesOf(made.session)).toEqual(['a.png', 'b.png', 'c.png']);
    await made.undo();
    expect(namesOf(made.session)).toEqual(['a.png']);
  });

  test('come back in the size of now, if the size has changed by itself', async () => {
    const made = await undoingWith(abc);
    made.session.frames.remove(idOf(made, 'b.png'));
    const sequence = sequenceOf(made);
    if (sequence?.request === undefined) throw new Error('No settings');
    const request = { ...sequence.request, maxPixels: 200_704 };
    made.session.commit({ sequences: { [sequence.id]: { ...sequence, request } } }, 'storylens');
    await made.session.frames.ready();
    await made.undo();
    await made.session.frames.ready();
    expect(made.session.page.getState().frames.map(({ width }) => width)).toEqual([588, 588, 588]);
  });

  test('of a run stay as they were sent', async () => {
    const made = await undoingWith(abc, ['One.']);
    made.session.frames.remove(idOf(made, 'b.png'));
    await made.undo();
    expect(readingOf(made.session).frames.map(({ name }) => name)).toEqual(abc);
    await made.undo();
    expect(namesOf(made.session)).toEqual([]);
    expect(readingOf(made.session).frames.map(({ name }) => name)).toEqual(abc);
  });

  test('of an opened output follow the undo', async () => {
    const made = await undoingWith(['a.png']);
    made.session.open({ name: 'x.txt', text: harbour });
    await made.session.frames.add([fileOf('b.png')]);
    await made.undo();
    expect(readingOf(made.session).frames.map(({ name }) => name)).toEqual(['a.png']);
  });
});

describe('settings', () => {
  test('typed without a pause are one step', async () => {
    const made = await undoingWith(['a.png']);
    const before = settingsOf(made).prompt;
    for (const prompt of ['T', 'Te', 'Tell']) made.session.set({ prompt });
    expect(await made.undo()).toBe('change the prompt');
    expect(settingsOf(made).prompt).toBe(before);
    await made.redo();
    expect(settingsOf(made).prompt).toBe('Tell');
  });

  test('typed with a pause are two steps', async () => {
    const made = await undoingWith(['a.png']);
    made.session.set({ prompt: 'Tell' });
    made.clock.advance(1500);
    made.session.set({ prompt: 'Tell me' });
    await made.undo();
    expect(settingsOf(made).prompt).toBe('Tell');
  });

  test('of two fields are two steps, also without a pause', async () => {
    const made = await undoingWith(['a.png']);
    made.session.set({ temperature: '0.2' });
    made.session.set({ topP: '0.5' });
    expect(await made.undo()).toBe('change top-p 0.9 → 0.5');
    expect(await made.undo()).toBe('change temperature 0.7 → 0.2');
    expect(settingsOf(made)).toMatchObject({ temperature: '0.7', topP: '0.9' });
  });

  test('typed and deleted again are no step, and leave the time of the last change', async () => {
    const made = await undoingWith(['a.png']);
    const before = sequenceOf(made)?.updatedAt;
    made.session.set({ seed: '1' });
    made.session.set({ seed: '' });
    expect(made.labels()).toEqual(['add “a.png”']);
    expect(sequenceOf(made)?.updatedAt).toBe(before);
  });

  test('with their value typed again are no step', async () => {
    const made = await undoingWith(['a.png']);
    made.session.set({ temperature: settingsOf(made).temperature });
    expect(made.labels()).toEqual(['add “a.png”']);
  });

  test('that a recipe sets go back together', async () => {
    const made = await undoingWith(['a.png']);
    made.session.chooseRecipe('Any vision-language model');
    expect(await made.undo()).toBe('choose the recipe “Any vision-language model”');
    expect(settingsOf(made)).toMatchObject({ recipe: 'QwenStoryteller', units: 'sent', patchSide: 28 });
    await made.redo();
    expect(settingsOf(made)).toMatchObject({ recipe: 'Any vision-language model', units: 'thousand' });
  });

  test('of the picture size encode the pictures again, and back', async () => {
    const made = await undoingWith(['a.png']);
    const before = await made.snapshot();
    made.session.set({ maxPixels: 200_704 });
    await made.session.frames.ready();
    expect(made.session.page.getState().frames[0]?.width).toBe(588);
    expect(await made.undo()).toBe('change the picture size');
    expect(await made.snapshot()).toBe(before);
  });

  test('of the server, the model and the key are not undone', async () => {
    const made = await undoingWith(['a.png']);
    made.session.set({ serverUrl: 'http://gpu:8000/v1', model: 'mine', apiKey: 'secret' });
    expect(made.labels()).toEqual(['add “a.png”']);
  });

  test('of saved recipes and preferences are not undone', async () => {
    const made = await undoingWith(['a.png']);
    made.session.prefer({ notify: true });
    made.session.saveRecipe(settingsOf(made).recipe);
    expect(made.labels()).toEqual(['add “a.png”']);
  });

  test('that StoryLens has chosen are not undone', async () => {
    const made = await undoingWith(['a.png']);
    const sequence = sequenceOf(made);
    if (sequence?.request === undefined) throw new Error('No settings');
    const change = { sequences: { [sequence.id]: { ...sequence, request: { ...sequence.request, topK: '9' } } } };
    made.session.commit(change, 'storylens');
    expect(made.labels()).toEqual(['add “a.png”']);
  });

  test('after an undo are those with which a new sequence starts', async () => {
    const made = await undoingWith(['a.png']);
    made.session.set({ temperature: '0.2' });
    await made.undo();
    made.session.startSequence();
    expect(settingsOf(made).temperature).toBe('0.7');
  });

  test('of a request that is out stay as they were sent', async () => {
    const made = await undoingWith(['a.png']);
    made.session.set({ temperature: '0.2' });
    const running = made.session.generate();
    const call = await made.model.call(1);
    await made.undo();
    await call.text('One.');
    await call.end();
    await running;
    expect(readingOf(made.session).progress?.request.sampling.temperature).toBe(0.2);
    expect(settingsOf(made).temperature).toBe('0.7');
  });
});

describe('runs', () => {
  test('that were deleted come back at their place, with their text', async () => {
    const made = await undoingWith(['a.png'], ['One.', 'Two.', 'Three.']);
    const before = runsOf(made);
    made.library.runs.remove(before[1] ?? '');
    expect(runsOf(made)).toEqual([before[0], before[2]]);
    expect(await made.undo()).toBe('delete run 2');
    expect(runsOf(made)).toEqual(before);
    expect(readingOf(made.session).completion).toBe('Two.');
  });

  test('that are deleted while shown give way to the next one', async () => {
    const made = await undoingWith(['a.png'], ['One.', 'Two.']);
    const [first = '', second = ''] = runsOf(made);
    made.session.showRun(first);
    made.library.runs.remove(first);
    expect(readingOf(made.session).id).toBe(second);
    made.library.runs.remove(second);
    expect(made.session.page.getState().run).toBeNull();
  });

  test('that were deleted are deleted again by redo', async () => {
    const made = await undoingWith(['a.png'], ['One.', 'Two.']);
    const [first = '', second = ''] = runsOf(made);
    made.library.runs.remove(second);
    await made.undo();
    await made.redo();
    expect(runsOf(made)).toEqual([first]);
    expect(readingOf(made.session).completion).toBe('One.');
  });

  test('that were deleted are not the previous run', async () => {
    const made = await undoingWith(['a.png'], ['One.', 'Two.']);
    const [first = ''] = runsOf(made);
    made.library.runs.remove(first);
    expect(made.session.page.getState().previous).toBeNull();
  });

  test('lose their star by undo and get it back by redo', async () => {
    const made = await undoingWith(['a.png'], ['One.']);
    const [run = ''] = runsOf(made);
    made.library.runs.star(run);
    expect(await made.undo()).toBe('star the run');
    expect(recordOf(made, run)).not.toHaveProperty('starred');
    await made.redo();
    expect(recordOf(made, run)?.starred).toBe(true);
  });

  test('whose star was removed get it back', async () => {
    const made = await undoingWith(['a.png'], ['One.']);
    const [run = ''] = runsOf(made);
    made.library.runs.star(run);
    made.library.runs.star(run);
    expect(await made.undo()).toBe('remove the star of the run');
    expect(recordOf(made, run)?.starred).toBe(true);
  });

  test('lose their name by undo', async () => {
    const made = await undoingWith(['a.png'], ['One.']);
    const [run = ''] = runsOf(made);
    made.library.runs.name(run, 'The best');
    expect(await made.undo()).toBe('name the run “The best”');
    expect(recordOf(made, run)?.title).toBeNull();
  });

  test('have the former box units after undo', async () => {
    const made = await undoingWith(['a.png'], ['One.']);
    made.session.setBoxUnits('thousand');
    expect(await made.undo()).toBe('read the boxes in other units');
    expect(readingOf(made.session).units.plain).toBe('sent');
  });

  test('that were corrected have the former text after undo, step by step', async () => {
    const made = await undoingWith(['a.png'], ['One cat.']);
    const correct = async (from: string, to: string): Promise<void> => {
      const { completion } = readingOf(made.session);
      const at = completion.indexOf(from);
      const replacements = [{ at: [at, at + from.length] as const, text: to }];
      expect(await made.session.correct({ completion, replacements, label: `Write ${to}` })).toBe(true);
    };
    await correct('cat', 'dog');
    await correct('One', 'Two');
    expect(readingOf(made.session).completion).toBe('Two dog.');
    expect(await made.undo()).toBe('write Two');
    expect(readingOf(made.session)).toMatchObject({ source: 'edited', completion: 'One dog.' });
    expect(await made.undo()).toBe('write dog');
    expect(readingOf(made.session)).toMatchObject({ source: 'model', completion: 'One cat.' });
    expect(runsOf(made)).toHaveLength(1);
    await made.redo();
    await made.redo();
    expect(readingOf(made.session)).toMatchObject({ source: 'edited', completion: 'Two dog.' });
    expect(runsOf(made)).toHaveLength(2);
  });

  test('that were opened are gone after undo, and open after redo', async () => {
    const made = await undoingWith(['a.png'], ['One.']);
    made.session.open({ name: 'x.txt', text: harbour });
    expect(await made.undo()).toBe('open “x.txt”');
    expect(readingOf(made.session).completion).toBe('One.');
    await made.redo();
    expect(readingOf(made.session).title).toBe('x.txt');
  });

  test('are not undone when they were requested, stopped or continued', async () => {
    const made = await undoingWith(['a.png'], ['One.']);
    const before = made.labels();
    await requestAgain(made, 'regenerate', 'Two. It is cut', { type: 'length' });
    await requestAgain(made, 'continue', ' off.');
    expect(made.labels()).toEqual(before);
  });

  test('stay when a change from before them is undone', async () => {
    const made = await undoingWith(abc);
    made.session.frames.remove(idOf(made, 'a.png'));
    await requestAgain(made, 'generate', 'One.');
    await made.undo();
    expect(runsOf(made)).toHaveLength(1);
    expect(namesOf(made.session)).toEqual(abc);
    expect(readingOf(made.session).frames).toHaveLength(2);
  });

  test('that follow the frames keep those that the user has fixed, until undo', async () => {
    const made = await undoingWith(['a.png']);
    made.session.open({ name: 'x.txt', text: harbour });
    const [run = ''] = runsOf(made);
    made.library.runs.fixFrames(run);
    await made.session.frames.add([fileOf('b.png')]);
    expect(readingOf(made.session).frames).toHaveLength(1);
    await made.undo();
    expect(await made.undo()).toBe('fix the frames of the output');
    await made.session.frames.add([fileOf('c.png')]);
    expect(readingOf(made.session).frames).toHaveLength(2);
  });

  test('give the sequence their frames, until undo', async () => {
    const made = await undoingWith(abc, ['One.']);
    made.session.frames.remove(idOf(made, 'a.png'));
    made.session.frames.move(idOf(made, 'c.png'), 0);
    made.library.runs.takeFrames(runsOf(made)[0] ?? '');
    expect(namesOf(made.session)).toEqual(abc);
    await made.undo();
    expect(namesOf(made.session)).toEqual(['c.png', 'b.png']);
  });
});

describe('sequences in the library', () => {
  test('that were deleted come back', async () => {
    const made = await undoingWith(['a.png']);
    await made.library.remove([made.place()]);
    expect(listOf(made)).toEqual([]);
    expect(await inLibrary(made)).toEqual(['delete “a.png”']);
    expect(listOf(made)).toEqual(['a.png']);
  });

  test('that were deleted together come back together', async () => {
    const made = await undoingWith(['a.png']);
    const first = made.place();
    made.session.startSequence();
    await made.session.frames.add([fileOf('b.png')]);
    await made.library.flush();
    await made.library.remove([first, made.place()]);
    expect(await inLibrary(made)).toEqual(['delete 2 sequences']);
    expect(listOf(made).toSorted()).toEqual(['a.png', 'b.png']);
  });

  test('that came back can be deleted again by redo', async () => {
    const made = await undoingWith(['a.png']);
    await made.library.remove([made.place()]);
    await inLibrary(made);
    await inLibrary(made, 'redo');
    expect(listOf(made)).toEqual([]);
  });

  test('keep the steps that were made in them', async () => {
    const made = await undoingWith(abc);
    const id = made.place();
    made.session.frames.remove(idOf(made, 'a.png'));
    await made.snapshot();
    await made.library.remove([id]);
    await inLibrary(made);
    await made.library.open(id);
    expect(await made.undo()).toBe('remove “a.png”');
    expect(namesOf(made.session)).toEqual(abc);
  });

  test('get their former title back', async () => {
    const made = await undoingWith(['a.png']);
    await made.library.rename(made.place(), 'First');
    made.clock.advance(5000);
    await made.library.rename(made.place(), 'Second');
    expect(await inLibrary(made)).toEqual(['name the sequence “Second”']);
    expect(sequenceOf(made)?.title).toBe('First');
    await inLibrary(made);
    expect(sequenceOf(made)?.title).toBeNull();
  });

  test('get their former title back when another one is on the page', async () => {
    const storage = createMemory();
    const first = await undoing({}, storage);
    await first.session.frames.add([fileOf('a.png')]);
    const id = first.place();
    first.session.startSequence();
    await first.session.frames.add([fileOf('b.png')]);
    await first.snapshot();
    const made = await undoing({}, storage);
    await made.library.rename(id, 'New');
    await inLibrary(made);
    expect(listOf(made).toSorted()).toEqual(['a.png', 'b.png']);
    expect(namesOf(made.session)).toEqual(['b.png']);
  });

  test('that were duplicated are single again', async () => {
    const made = await undoingWith(['a.png']);
    await made.snapshot();
    await made.library.duplicate([made.place()]);
    expect(listOf(made)).toHaveLength(2);
    expect(await inLibrary(made)).toEqual(['duplicate “a.png”']);
    expect(listOf(made)).toEqual(['a.png']);
    await inLibrary(made, 'redo');
    expect(listOf(made)).toHaveLength(2);
  });

  test('have steps of their own: those of the page are not undone in the library', async () => {
    const made = await undoingWith(['a.png']);
    expect(await inLibrary(made)).toEqual([]);
    expect(namesOf(made.session)).toEqual(['a.png']);
  });
});

describe('the history', () => {
  test('of a sequence is its own', async () => {
    const made = await undoingWith(['a.png']);
    const first = made.place();
    made.session.startSequence();
    await made.session.frames.add([fileOf('b.png')]);
    made.session.showSequence(first);
    expect(await made.undo()).toBe('add “a.png”');
    expect(await made.undo()).toBeUndefined();
  });

  test('cannot be redone after a new change', async () => {
    const made = await undoingWith(['a.png']);
    made.session.set({ temperature: '0.2' });
    await made.undo();
    made.session.set({ topP: '0.5' });
    expect(await made.redo()).toBeUndefined();
    expect(settingsOf(made)).toMatchObject({ temperature: '0.7', topP: '0.5' });
  });

  test('undoes several steps at once, the newest first', async () => {
    const made = await undoingWith(abc);
    made.session.set({ temperature: '0.2' });
    made.session.frames.remove(idOf(made, 'a.png'));
    const labels = await made.library.history.undo(made.place(), 2);
    expect(labels).toEqual(['remove “a.png”', 'change temperature 0.7 → 0.2']);
    expect(namesOf(made.session)).toEqual(abc);
  });

  test('says what it did', async () => {
    const made = await undoingWith(['a.png']);
    await made.undo();
    expect(made.library.history.store.getState().last).toEqual({
      how: 'undo',
      labels: ['add “a.png”'],
      failed: false,
    });
    await made.undo();
    expect(made.library.history.store.getState().last?.labels).toEqual([]);
  });

  test('survives a reload of the page, with the pictures of removed frames', async () => {
    const storage = createMemory();
    const storages = { device: createStorage(), tab: createStorage() };
    const made = await undoing({ storages }, storage);
    await made.session.frames.add(abc.map(fileOf));
    made.session.frames.remove(idOf(made, 'b.png'));
    made.session.set({ temperature: '0.2' });
    await made.snapshot();
    const later = await undoing({ storages }, storage);
    expect(later.labels()).toEqual(['add 3 frames', 'remove “b.png”', 'change temperature 0.7 → 0.2']);
    await later.undo();
    await later.undo();
    expect(namesOf(later.session)).toEqual(abc);
    expect(await later.session.page.getState().frames[1]?.file.text()).toBe('bytes of b.png');
    await later.redo();
    expect(namesOf(later.session)).toEqual(['a.png', 'c.png']);
  });

  test('brings back a deleted run and a deleted sequence after a reload', async () => {
    const storage = createMemory();
    const storages = {
      device: createStorage({ 'storylens.settings': '{"chosen":{"model":true}}' }),
      tab: createStorage(),
    };
    const made = await undoing({ storages }, storage);
    await made.session.frames.add([fileOf('a.png')]);
    await requestAgain(made, 'generate', 'One.');
    await requestAgain(made, 'generate', 'Two.');
    const id = made.place();
    made.library.runs.remove(runsOf(made)[0] ?? '');
    await made.snapshot();
    await made.library.remove([id]);
    await made.snapshot();
    const later = await undoing({ storages }, storage);
    expect(listOf(later)).toEqual([]);
    await inLibrary(later);
    await later.library.open(id);
    expect(runsOf(later)).toHaveLength(1);
    expect(await later.undo()).toBe('delete run 1');
    expect(runsOf(later)).toHaveLength(2);
    expect(readingOf(later.session).completion).toBe('One.');
  });

  test('is empty in another tab', async () => {
    const storage = createMemory();
    const made = await undoing({}, storage);
    await made.session.frames.add([fileOf('a.png')]);
    await made.snapshot();
    expect((await undoing({}, storage)).labels()).toEqual([]);
  });

  test.each(['not JSON', '[]', '{"frames":1,"stacks":2}', '{"frames":{},"stacks":{"x":{}}}'])(
    'is empty if the tab has kept %s',
    async (text) => {
      const tab = createStorage({ 'storylens.history': text });
      const made = await undoing({ storages: { device: createStorage(), tab } });
      expect(made.labels()).toEqual([]);
      await made.session.frames.add([fileOf('a.png')]);
      expect(await made.undo()).toBe('add “a.png”');
    },
  );

  test('forgets steps after a day, when deleted sequences are removed for good', async () => {
    const made = await undoingWith(['a.png']);
    made.clock.advance(25 * 3_600_000);
    expect(await made.undo()).toBeUndefined();
  });

  test('keeps a step that fails, and tries it again', async () => {
    const memory = createMemory();
    let fails = false;
    const storage = {
      ...memory,
      async write(...args: Parameters<typeof memory.write>) {
        if (fails) throw new Error('No disk');
        await memory.write(...args);
      },
    };
    const made = await undoing({}, storage);
    await made.session.frames.add([fileOf('a.png')]);
    await made.snapshot();
    await made.library.remove([made.place()]);
    fails = true;
    expect(await inLibrary(made)).toEqual([]);
    expect(made.library.history.store.getState().last).toMatchObject({ failed: true });
    fails = false;
    expect(await inLibrary(made)).toEqual(['delete “a.png”']);
    expect(listOf(made)).toEqual(['a.png']);
  });

  test('is empty after everything was deleted', async () => {
    const made = await undoingWith(['a.png']);
    await made.library.deleteEverything();
    expect(Object.keys(made.library.history.store.getState().stacks)).toEqual([]);
  });
});
