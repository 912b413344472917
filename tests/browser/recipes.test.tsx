import { within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { openApp } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { createStorage } from '../helpers/session.ts';
import { field, form, formButton, retype, toldOf } from './setup-form.ts';

const ANY = 'Any vision-language model';
const recipe = (): HTMLSelectElement => field('Recipe') as unknown as HTMLSelectElement;
const options = (): string[] => [...recipe().options].map(({ text }) => text);
const chosen = (): string | undefined => recipe().selectedOptions[0]?.text;
/** The buttons below the recipe. */
const offered = (): string[] =>
  ['Undo changes', 'Save as recipe', 'Save', 'Cancel', `Delete “${recipe().value}”`].filter(
    (name) => within(form()).queryByRole('button', { name }) !== null,
  );

async function save(user: UserEvent, name: string | null): Promise<void> {
  await user.click(formButton('Save as recipe'));
  if (name !== null) await retype(user, 'Recipe name', name);
  await user.click(formButton('Save'));
}

/** The app with a recipe of the user: the first recipe with another temperature. */
async function openSaved(name = 'Calm'): Promise<TestApp> {
  const app = openApp();
  await retype(app.user, 'Temperature', '0.2');
  await save(app.user, name);
  return app;
}

describe('a recipe', () => {
  test('is one of three on the first visit', () => {
    openApp();
    expect(options()).toEqual(['QwenStoryteller', 'QwenStoryteller2', ANY]);
    expect(chosen()).toBe('QwenStoryteller');
    expect(offered()).toEqual([]);
  });

  test('sets the prompt, the sampling, the box units and the picture size when it is chosen', async () => {
    const { user } = openApp();
    const story = field('System prompt').value;
    await user.selectOptions(recipe(), ANY);
    expect(field('System prompt').value).not.toBe(story);
    expect(field('System prompt').value).toContain('<gdi image1>');
    expect(field('Repetition penalty').value).toBe('1.05');
    expect(field('Box units').value).toBe('thousand');
    expect(field('Picture size').getAttribute('aria-valuetext')).toBe('at most 1,024 tokens a frame');
    // This recipe is for any model, so it does not change the name of the model.
    expect(field('Model').value).toBe('daniel3303/QwenStoryteller');
    await user.selectOptions(recipe(), 'QwenStoryteller2');
    expect(field('Model').value).toBe('daniel3303/QwenStoryteller2');
    expect(field('System prompt').value).toBe(story);
    expect(field('Box units').value).toBe('sent');
    expect(field('Picture size').getAttribute('aria-valuetext')).toBe('at most 1,280 tokens a frame');
  });

  test('says that it was edited, and a button undoes the changes', async () => {
    const { user } = openApp();
    await retype(user, 'Temperature', '0.2');
    expect(options()).toEqual(['QwenStoryteller (edited)', 'QwenStoryteller2', ANY]);
    expect(offered()).toEqual(['Undo changes', 'Save as recipe']);
    await user.click(formButton('Undo changes'));
    expect(field('Temperature').value).toBe('0.7');
    expect(chosen()).toBe('QwenStoryteller');
    expect(offered()).toEqual([]);
  });

  test('does not count as edited if only the server or the name of the model differs', async () => {
    const { user } = openApp();
    await retype(user, 'Server URL', 'gpu:9000');
    await retype(user, 'Model', 'mine');
    await retype(user, 'API key', 'secret');
    expect(chosen()).toBe('QwenStoryteller');
    expect(offered()).toEqual([]);
  });

  test('is saved under a name, and is still there after a reload', async () => {
    const shelves = { device: createStorage(), tab: createStorage() };
    const { user, unmount } = openApp({ storages: shelves });
    await retype(user, 'Temperature', '0.2');
    await retype(user, 'Model', 'mine');
    await user.click(formButton('Save as recipe'));
    expect(field('Recipe name').value).toBe('My QwenStoryteller');
    expect(offered()).toEqual(['Save', 'Cancel']);
    await retype(user, 'Recipe name', ' Calm ');
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

  test('is saved with Enter, but not without a name', async () => {
    const { user } = openApp();
    await retype(user, 'Temperature', '0.2');
    await user.click(formButton('Save as recipe'));
    await retype(user, 'Recipe name', ' ');
    expect(toldOf('Recipe name')).toBe('Enter a name for the recipe.');
    await user.type(field('Recipe name'), '{Enter}');
    await user.click(formButton('Save'));
    expect(options()).toHaveLength(3);
    await user.type(field('Recipe name'), 'Calm{Enter}');
    expect(chosen()).toBe('Calm');
    expect(within(form()).queryByLabelText('Recipe name')).toBeNull();
  });

  test('is not saved after Cancel', async () => {
    const { user } = openApp();
    await retype(user, 'Temperature', '0.2');
    await user.click(formButton('Save as recipe'));
    await user.click(formButton('Cancel'));
    expect(options()).toEqual(['QwenStoryteller (edited)', 'QwenStoryteller2', ANY]);
    expect(field('Temperature').value).toBe('0.2');
  });

  test('of the user can be overwritten with the changes, or the changes undone', async () => {
    const { user } = await openSaved();
    await retype(user, 'Temperature', '0.3');
    expect(chosen()).toBe('Calm (edited)');
    expect(offered()).toEqual(['Undo changes', 'Save as recipe', 'Delete “Calm”']);
    await user.click(formButton('Undo changes'));
    expect(field('Temperature').value).toBe('0.2');
    await retype(user, 'Temperature', '0.4');
    await user.click(formButton('Save as recipe'));
    expect(field('Recipe name').value).toBe('Calm');
    expect(toldOf('Recipe name')).toBe('Replaces the recipe of this name.');
    await user.click(formButton('Save'));
    expect(options()).toEqual(['QwenStoryteller', 'QwenStoryteller2', ANY, 'Calm']);
    await user.selectOptions(recipe(), 'QwenStoryteller');
    await user.selectOptions(recipe(), 'Calm');
    expect(field('Temperature').value).toBe('0.4');
  });

  test('of the user can be deleted, and the settings stay as they are', async () => {
    const { user } = await openSaved();
    await user.click(formButton('Delete “Calm”'));
    expect(options()).toEqual(['QwenStoryteller (edited)', 'QwenStoryteller2', ANY]);
    expect(field('Temperature').value).toBe('0.2');
    await user.click(formButton('Undo changes'));
    expect(field('Temperature').value).toBe('0.7');
    expect(offered()).toEqual([]);
  });

  test('of StoryLens comes back when the user deletes their recipe of the same name', async () => {
    const { user } = await openSaved('QwenStoryteller2');
    expect(options()).toEqual(['QwenStoryteller', ANY, 'QwenStoryteller2']);
    expect(chosen()).toBe('QwenStoryteller2');
    await user.click(formButton('Delete “QwenStoryteller2”'));
    expect(options()).toEqual(['QwenStoryteller', 'QwenStoryteller2 (edited)', ANY]);
    await user.click(formButton('Undo changes'));
    expect([field('Temperature').value, field('Model').value]).toEqual(['0.7', 'daniel3303/QwenStoryteller2']);
  });
});
