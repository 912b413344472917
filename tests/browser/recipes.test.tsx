import { within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { openApp } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { createStorage } from '../helpers/desk.ts';
import { field, form, formButton, retype, toldOf } from './setup-form.ts';

const ANY = 'Any vision-language model';
const recipe = (): HTMLSelectElement => field('Recipe') as unknown as HTMLSelectElement;
const options = (): string[] => [...recipe().options].map(({ text }) => text);
const chosen = (): string | undefined => recipe().selectedOptions[0]?.text;
/** What is asked of the user about the recipe at present. */
const offered = (): string[] =>
  ['Undo the changes', 'Save as a recipe', 'Save', 'Cancel', `Delete “${recipe().value}”`].filter(
    (name) => within(form()).queryByRole('button', { name }) !== null,
  );

async function save(user: UserEvent, name: string | null): Promise<void> {
  await user.click(formButton('Save as a recipe'));
  if (name !== null) await retype(user, 'Name of the recipe', name);
  await user.click(formButton('Save'));
}

/** The app with a recipe of the user's own: the first one, but for its temperature. */
async function openSaved(name = 'Calm'): Promise<TestApp> {
  const app = openApp();
  await retype(app.user, 'Temperature', '0.2');
  await save(app.user, name);
  return app;
}

describe('a recipe', () => {
  test('is one of three at first', () => {
    openApp();
    expect(options()).toEqual(['QwenStoryteller', 'QwenStoryteller2', ANY]);
    expect(chosen()).toBe('QwenStoryteller');
    expect(offered()).toEqual([]);
  });

  test('that is chosen sets prompt, sampling, ruler and size of the pictures', async () => {
    const { user } = openApp();
    const story = field('System prompt').value;
    await user.selectOptions(recipe(), ANY);
    expect(field('System prompt').value).not.toBe(story);
    expect(field('System prompt').value).toContain('<gdi image1>');
    expect(field('Repetition penalty').value).toBe('1.05');
    expect(field('Boxes are counted in').value).toBe('thousand');
    expect(field('Size of the pictures').getAttribute('aria-valuetext')).toBe('at most 1,024 tokens a frame');
    // It is made for any model: the one that was named stays.
    expect(field('Model').value).toBe('daniel3303/QwenStoryteller');
    await user.selectOptions(recipe(), 'QwenStoryteller2');
    expect(field('Model').value).toBe('daniel3303/QwenStoryteller2');
    expect(field('System prompt').value).toBe(story);
    expect(field('Boxes are counted in').value).toBe('sent');
    expect(field('Size of the pictures').getAttribute('aria-valuetext')).toBe('at most 1,280 tokens a frame');
  });

  test('that was edited says so, and is undone with one press', async () => {
    const { user } = openApp();
    await retype(user, 'Temperature', '0.2');
    expect(options()).toEqual(['QwenStoryteller (edited)', 'QwenStoryteller2', ANY]);
    expect(offered()).toEqual(['Undo the changes', 'Save as a recipe']);
    await user.click(formButton('Undo the changes'));
    expect(field('Temperature').value).toBe('0.7');
    expect(chosen()).toBe('QwenStoryteller');
    expect(offered()).toEqual([]);
  });

  test('is not edited by where the server is, and what it calls the model', async () => {
    const { user } = openApp();
    await retype(user, 'Server URL', 'gpu:9000');
    await retype(user, 'Model', 'mine');
    await retype(user, 'API key', 'secret');
    expect(chosen()).toBe('QwenStoryteller');
    expect(offered()).toEqual([]);
  });

  test('is saved under a name, and is there when the page is opened again', async () => {
    const shelves = { device: createStorage(), tab: createStorage() };
    const { user, unmount } = openApp({ storages: shelves });
    await retype(user, 'Temperature', '0.2');
    await retype(user, 'Model', 'mine');
    await user.click(formButton('Save as a recipe'));
    expect(field('Name of the recipe').value).toBe('My QwenStoryteller');
    expect(offered()).toEqual(['Save', 'Cancel']);
    await retype(user, 'Name of the recipe', ' Calm ');
    await user.click(formButton('Save'));
    expect(options()).toEqual(['QwenStoryteller', 'QwenStoryteller2', ANY, 'Calm']);
    expect(chosen()).toBe('Calm');
    expect(offered()).toEqual(['Delete “Calm”']);
    unmount();
    const again = openApp({ storages: shelves });
    expect(chosen()).toBe('Calm');
    await again.user.selectOptions(recipe(), 'QwenStoryteller');
    expect([field('Temperature').value, field('Model').value]).toEqual(['0.7', 'daniel3303/QwenStoryteller']);
    await again.user.selectOptions(recipe(), 'Calm');
    expect([field('Temperature').value, field('Model').value]).toEqual(['0.2', 'mine']);
  });

  test('is saved with Enter, and not without a name', async () => {
    const { user } = openApp();
    await retype(user, 'Temperature', '0.2');
    await user.click(formButton('Save as a recipe'));
    await retype(user, 'Name of the recipe', ' ');
    expect(toldOf('Name of the recipe')).toBe('A recipe needs a name.');
    await user.type(field('Name of the recipe'), '{Enter}');
    await user.click(formButton('Save'));
    expect(options()).toHaveLength(3);
    await user.type(field('Name of the recipe'), 'Calm{Enter}');
    expect(chosen()).toBe('Calm');
    expect(within(form()).queryByLabelText('Name of the recipe')).toBeNull();
  });

  test('is not saved where one thinks better of it', async () => {
    const { user } = openApp();
    await retype(user, 'Temperature', '0.2');
    await user.click(formButton('Save as a recipe'));
    await user.click(formButton('Cancel'));
    expect(options()).toEqual(['QwenStoryteller (edited)', 'QwenStoryteller2', ANY]);
    expect(field('Temperature').value).toBe('0.2');
  });

  test('of the user’s that was edited is replaced by itself, or undone', async () => {
    const { user } = await openSaved();
    await retype(user, 'Temperature', '0.3');
    expect(chosen()).toBe('Calm (edited)');
    expect(offered()).toEqual(['Undo the changes', 'Save as a recipe', 'Delete “Calm”']);
    await user.click(formButton('Undo the changes'));
    expect(field('Temperature').value).toBe('0.2');
    await retype(user, 'Temperature', '0.4');
    await user.click(formButton('Save as a recipe'));
    expect(field('Name of the recipe').value).toBe('Calm');
    expect(toldOf('Name of the recipe')).toBe('Takes the place of the one of this name.');
    await user.click(formButton('Save'));
    expect(options()).toEqual(['QwenStoryteller', 'QwenStoryteller2', ANY, 'Calm']);
    await user.selectOptions(recipe(), 'QwenStoryteller');
    await user.selectOptions(recipe(), 'Calm');
    expect(field('Temperature').value).toBe('0.4');
  });

  test('of the user’s is deleted; what it had set stays', async () => {
    const { user } = await openSaved();
    await user.click(formButton('Delete “Calm”'));
    expect(options()).toEqual(['QwenStoryteller (edited)', 'QwenStoryteller2', ANY]);
    expect(field('Temperature').value).toBe('0.2');
    await user.click(formButton('Undo the changes'));
    expect(field('Temperature').value).toBe('0.7');
    expect(offered()).toEqual([]);
  });

  test('that ships with the app comes back when the user’s of its name is deleted', async () => {
    const { user } = await openSaved('QwenStoryteller2');
    expect(options()).toEqual(['QwenStoryteller', ANY, 'QwenStoryteller2']);
    expect(chosen()).toBe('QwenStoryteller2');
    await user.click(formButton('Delete “QwenStoryteller2”'));
    expect(options()).toEqual(['QwenStoryteller', 'QwenStoryteller2 (edited)', ANY]);
    await user.click(formButton('Undo the changes'));
    expect([field('Temperature').value, field('Model').value]).toEqual(['0.7', 'daniel3303/QwenStoryteller2']);
  });
});
