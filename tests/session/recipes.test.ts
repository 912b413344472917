import { describe, expect, test } from 'vitest';
import { allRecipes, builtIn, checkSetting, isAsIn, recipeOf } from '../../src/session/index.ts';
import type { Session, TextSetting } from '../../src/session/index.ts';
import { problemOf } from '../../src/session/settings.ts';
import { createTestSession } from '../helpers/session.ts';

const settingsOf = (session: Session): ReturnType<Session['page']['getState']>['settings'] =>
  session.page.getState().settings;

/** Whether the settings still equal those of their recipe. */
function isUnchanged(session: Session): boolean {
  const { settings, recipes } = session.page.getState();
  return isAsIn(settings, recipeOf(settings, recipes));
}

describe('the built-in recipes', () => {
  test('are made for the model, its successor, and any other model', () => {
    expect(builtIn.map(({ name, model, units, patchSide }) => ({ name, model, units, patchSide }))).toEqual([
      { name: 'QwenStoryteller', model: 'daniel3303/QwenStoryteller', units: 'sent', patchSide: 28 },
      { name: 'QwenStoryteller2', model: 'daniel3303/QwenStoryteller2', units: 'sent', patchSide: 28 },
      { name: 'Any vision-language model', model: null, units: 'thousand', patchSide: 32 },
    ]);
    expect(builtIn[1]?.prompt).toBe(builtIn[0]?.prompt);
    expect(builtIn[1]?.systemPrompt).toBe(builtIn[0]?.systemPrompt);
    expect(builtIn[2]?.systemPrompt).not.toBe(builtIn[0]?.systemPrompt);
  });

  test.each(builtIn.map((recipe) => [recipe.name, recipe] as const))(
    'include “%s”, which can be sent unchanged',
    (name, recipe) => {
      const { session } = createTestSession();
      session.chooseRecipe(name);
      expect(problemOf(settingsOf(session), 1)).toBeNull();
      for (const [field, value] of Object.entries(recipe))
        if (typeof value === 'string' && field !== 'name' && field !== 'units')
          expect(checkSetting(field as TextSetting, value)).toBeNull();
    },
  );

  test('begin with the default', () => {
    const { session } = createTestSession();
    expect(recipeOf(settingsOf(session), []).name).toBe('QwenStoryteller');
    expect(isUnchanged(session)).toBe(true);
  });
});

describe('choosing a recipe', () => {
  test('sets the request and the model, but neither the server nor the seed', () => {
    const { session } = createTestSession();
    const own = { serverUrl: 'gpu:8000', apiKey: 'secret', seed: '12' };
    session.set({ ...own, temperature: '1.9', stop: 'END', extra: '{"a":1}', topK: '3' });
    session.chooseRecipe('QwenStoryteller2');
    expect(settingsOf(session)).toMatchObject({
      ...own,
      recipe: 'QwenStoryteller2',
      model: 'daniel3303/QwenStoryteller2',
      temperature: '0.7',
      topK: '-1',
      stop: '',
      extra: '',
    });
    expect(isUnchanged(session)).toBe(true);
  });

  test('for any model keeps the current model', () => {
    const { session } = createTestSession();
    session.set({ model: 'Qwen/Qwen3-VL-8B' });
    session.chooseRecipe('Any vision-language model');
    expect(settingsOf(session)).toMatchObject({ model: 'Qwen/Qwen3-VL-8B', units: 'thousand', patchSide: 32 });
    expect(isUnchanged(session)).toBe(true);
    session.set({ model: 'another' });
    expect(isUnchanged(session)).toBe(true);
  });

  test('is undone by any edit of a setting that it sets', () => {
    for (const change of [{ topP: '0.8' }, { maxPixels: 9 }, { units: 'unit' }] as const) {
      const { session } = createTestSession();
      session.set(change);
      expect(isUnchanged(session)).toBe(false);
    }
    const { session } = createTestSession();
    // A server may use another name for the same model.
    session.set({ serverUrl: 'x', apiKey: 'y', seed: '3', model: 'mine' });
    expect(isUnchanged(session)).toBe(true);
  });

  test('that does not exist changes nothing', () => {
    const { session } = createTestSession();
    const before = settingsOf(session);
    session.chooseRecipe('Unknown');
    expect(settingsOf(session)).toBe(before);
  });
});

describe('saving a recipe', () => {
  test('stores the request and the model, and chooses the recipe', () => {
    const { session } = createTestSession();
    session.set({ prompt: 'Tell.', model: ' mine ', apiKey: 'secret' });
    session.saveRecipe('Mine');
    const { recipes } = session.page.getState();
    expect(recipes).toMatchObject([{ name: 'Mine', model: 'mine', prompt: 'Tell.' }]);
    for (const field of ['apiKey', 'serverUrl', 'seed', 'recipe']) expect(recipes[0]).not.toHaveProperty(field);
    expect(settingsOf(session).recipe).toBe('Mine');
    expect(isUnchanged(session)).toBe(true);
  });

  test('without a model makes it suit any model', () => {
    const { session } = createTestSession();
    session.set({ model: ' ' });
    session.saveRecipe('Mine');
    expect(session.page.getState().recipes[0]?.model).toBeNull();
    expect(isUnchanged(session)).toBe(true);
  });

  test('lets the user choose it again later', () => {
    const { session } = createTestSession();
    session.set({ prompt: 'Tell.', maxPixels: 200_704 });
    session.saveRecipe('Mine');
    session.chooseRecipe('QwenStoryteller');
    expect(settingsOf(session).prompt).not.toBe('Tell.');
    session.chooseRecipe('Mine');
    expect(settingsOf(session)).toMatchObject({ recipe: 'Mine', prompt: 'Tell.', maxPixels: 200_704 });
  });

  test('replaces a recipe of the same name, also a built-in one', () => {
    const { session } = createTestSession();
    const names = (): string[] => allRecipes(session.page.getState().recipes).map(({ name }) => name);
    session.set({ prompt: 'One.' });
    session.saveRecipe('Mine');
    session.set({ prompt: 'Two.' });
    session.saveRecipe('Mine');
    expect(session.page.getState().recipes).toMatchObject([{ name: 'Mine', prompt: 'Two.' }]);
    session.saveRecipe('QwenStoryteller');
    expect(names()).toEqual(['QwenStoryteller2', 'Any vision-language model', 'Mine', 'QwenStoryteller']);
    session.chooseRecipe('QwenStoryteller2');
    session.chooseRecipe('QwenStoryteller');
    expect(settingsOf(session).prompt).toBe('Two.');
    session.deleteRecipe('QwenStoryteller');
    session.chooseRecipe('QwenStoryteller');
    expect(settingsOf(session).prompt).toBe(builtIn[0]?.prompt);
  });

  test('and deleting it keeps the settings as they are', () => {
    const { session } = createTestSession();
    session.set({ prompt: 'Tell.' });
    session.saveRecipe('Mine');
    session.saveRecipe('Yours');
    session.deleteRecipe('Yours');
    expect(session.page.getState().recipes.map(({ name }) => name)).toEqual(['Mine']);
    expect(settingsOf(session).prompt).toBe('Tell.');
    const { settings, recipes } = session.page.getState();
    expect(recipeOf(settings, recipes).name).toBe('QwenStoryteller');
    session.deleteRecipe('Any vision-language model');
    expect(allRecipes(session.page.getState().recipes)).toHaveLength(4);
  });
});
