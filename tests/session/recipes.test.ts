import { describe, expect, test } from 'vitest';
import { allRecipes, builtIn, checkSetting, isAsIn, recipeOf } from '../../src/session/index.ts';
import type { Desk, TextSetting } from '../../src/session/index.ts';
import { problemOf } from '../../src/session/settings.ts';
import { createTestDesk } from '../helpers/desk.ts';

const settingsOf = (desk: Desk): ReturnType<Desk['session']['getState']>['settings'] =>
  desk.session.getState().settings;

/** Whether the settings still equal those of their recipe. */
function isUnchanged(desk: Desk): boolean {
  const { settings, recipes } = desk.session.getState();
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
      const { desk } = createTestDesk();
      desk.chooseRecipe(name);
      expect(problemOf(settingsOf(desk), 1)).toBeNull();
      for (const [field, value] of Object.entries(recipe))
        if (typeof value === 'string' && field !== 'name' && field !== 'units')
          expect(checkSetting(field as TextSetting, value)).toBeNull();
    },
  );

  test('begin with the default', () => {
    const { desk } = createTestDesk();
    expect(recipeOf(settingsOf(desk), []).name).toBe('QwenStoryteller');
    expect(isUnchanged(desk)).toBe(true);
  });
});

describe('choosing a recipe', () => {
  test('sets the request and the model, but neither the server nor the seed', () => {
    const { desk } = createTestDesk();
    const own = { serverUrl: 'gpu:8000', apiKey: 'secret', seed: '12' };
    desk.set({ ...own, temperature: '1.9', stop: 'END', extra: '{"a":1}', topK: '3' });
    desk.chooseRecipe('QwenStoryteller2');
    expect(settingsOf(desk)).toMatchObject({
      ...own,
      recipe: 'QwenStoryteller2',
      model: 'daniel3303/QwenStoryteller2',
      temperature: '0.7',
      topK: '-1',
      stop: '',
      extra: '',
    });
    expect(isUnchanged(desk)).toBe(true);
  });

  test('for any model keeps the current model', () => {
    const { desk } = createTestDesk();
    desk.set({ model: 'Qwen/Qwen3-VL-8B' });
    desk.chooseRecipe('Any vision-language model');
    expect(settingsOf(desk)).toMatchObject({ model: 'Qwen/Qwen3-VL-8B', units: 'thousand', patchSide: 32 });
    expect(isUnchanged(desk)).toBe(true);
    desk.set({ model: 'another' });
    expect(isUnchanged(desk)).toBe(true);
  });

  test('is undone by any edit of a setting that it sets', () => {
    for (const change of [{ topP: '0.8' }, { maxPixels: 9 }, { units: 'unit' }] as const) {
      const { desk } = createTestDesk();
      desk.set(change);
      expect(isUnchanged(desk)).toBe(false);
    }
    const { desk } = createTestDesk();
    // A server may use another name for the same model.
    desk.set({ serverUrl: 'x', apiKey: 'y', seed: '3', model: 'mine' });
    expect(isUnchanged(desk)).toBe(true);
  });

  test('that does not exist changes nothing', () => {
    const { desk } = createTestDesk();
    const before = settingsOf(desk);
    desk.chooseRecipe('Unknown');
    expect(settingsOf(desk)).toBe(before);
  });
});

describe('saving a recipe', () => {
  test('stores the request and the model, and chooses the recipe', () => {
    const { desk } = createTestDesk();
    desk.set({ prompt: 'Tell.', model: ' mine ', apiKey: 'secret' });
    desk.saveRecipe('Mine');
    const { recipes } = desk.session.getState();
    expect(recipes).toMatchObject([{ name: 'Mine', model: 'mine', prompt: 'Tell.' }]);
    for (const field of ['apiKey', 'serverUrl', 'seed', 'recipe']) expect(recipes[0]).not.toHaveProperty(field);
    expect(settingsOf(desk).recipe).toBe('Mine');
    expect(isUnchanged(desk)).toBe(true);
  });

  test('without a model makes it suit any model', () => {
    const { desk } = createTestDesk();
    desk.set({ model: ' ' });
    desk.saveRecipe('Mine');
    expect(desk.session.getState().recipes[0]?.model).toBeNull();
    expect(isUnchanged(desk)).toBe(true);
  });

  test('lets the user choose it again later', () => {
    const { desk } = createTestDesk();
    desk.set({ prompt: 'Tell.', maxPixels: 200_704 });
    desk.saveRecipe('Mine');
    desk.chooseRecipe('QwenStoryteller');
    expect(settingsOf(desk).prompt).not.toBe('Tell.');
    desk.chooseRecipe('Mine');
    expect(settingsOf(desk)).toMatchObject({ recipe: 'Mine', prompt: 'Tell.', maxPixels: 200_704 });
  });

  test('replaces a recipe of the same name, also a built-in one', () => {
    const { desk } = createTestDesk();
    const names = (): string[] => allRecipes(desk.session.getState().recipes).map(({ name }) => name);
    desk.set({ prompt: 'One.' });
    desk.saveRecipe('Mine');
    desk.set({ prompt: 'Two.' });
    desk.saveRecipe('Mine');
    expect(desk.session.getState().recipes).toMatchObject([{ name: 'Mine', prompt: 'Two.' }]);
    desk.saveRecipe('QwenStoryteller');
    expect(names()).toEqual(['QwenStoryteller2', 'Any vision-language model', 'Mine', 'QwenStoryteller']);
    desk.chooseRecipe('QwenStoryteller2');
    desk.chooseRecipe('QwenStoryteller');
    expect(settingsOf(desk).prompt).toBe('Two.');
    desk.deleteRecipe('QwenStoryteller');
    desk.chooseRecipe('QwenStoryteller');
    expect(settingsOf(desk).prompt).toBe(builtIn[0]?.prompt);
  });

  test('and deleting it keeps the settings as they are', () => {
    const { desk } = createTestDesk();
    desk.set({ prompt: 'Tell.' });
    desk.saveRecipe('Mine');
    desk.saveRecipe('Yours');
    desk.deleteRecipe('Yours');
    expect(desk.session.getState().recipes.map(({ name }) => name)).toEqual(['Mine']);
    expect(settingsOf(desk).prompt).toBe('Tell.');
    const { settings, recipes } = desk.session.getState();
    expect(recipeOf(settings, recipes).name).toBe('QwenStoryteller');
    desk.deleteRecipe('Any vision-language model');
    expect(allRecipes(desk.session.getState().recipes)).toHaveLength(4);
  });
});
