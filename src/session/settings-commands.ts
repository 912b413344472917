import { allRecipes, requestSettingsOf, settingsOf } from './recipes.ts';
import { changeSettings } from './sequence-settings.ts';
import type { Stores } from './stores.ts';
import type { Chosen, Preferences, Settings } from './types.ts';

/** What a user can do with settings, recipes and preferences. */
export interface SettingsCommands {
  readonly set: (change: Partial<Settings>) => void;
  /** Clears the user's choice, so that StoryLens chooses this setting and adapts it to the server. */
  readonly leaveToStoryLens: (field: keyof Chosen) => void;
  readonly prefer: (change: Partial<Preferences>) => void;
  readonly chooseRecipe: (name: string) => void;
  /** Saves the request settings and the model under a name, and replaces a saved recipe of that name. */
  readonly saveRecipe: (name: string) => void;
  readonly deleteRecipe: (name: string) => void;
}

export function settingsCommands(stores: Stores): SettingsCommands {
  const { settings: store, page } = stores;

  return {
    set(change) {
      const { chosen } = store.getState();
      const now = {
        serverUrl: chosen.serverUrl || change.serverUrl !== undefined,
        model: chosen.model || change.model !== undefined,
        recipe: chosen.recipe || change.recipe !== undefined,
      };
      changeSettings(stores, change, { chosen: now });
    },
    leaveToStoryLens(field) {
      store.setState(({ chosen }) => ({ chosen: { ...chosen, [field]: false } }));
    },
    prefer(change) {
      store.setState((state) => ({ preferences: { ...state.preferences, ...change } }));
    },
    chooseRecipe(name) {
      const { chosen, recipes } = store.getState();
      const recipe = allRecipes(recipes).find((other) => other.name === name);
      if (!recipe) return;
      // The recipe names the model it is made for. If the server has only one model, that model is used instead.
      const model = chosen.model && recipe.model === null;
      changeSettings(stores, settingsOf(recipe), { chosen: { ...chosen, model, recipe: true } });
    },
    saveRecipe(name) {
      const { settings, chosen, recipes } = page.getState();
      const saved = { ...requestSettingsOf(settings), name, model: settings.model.trim() || null };
      const others = recipes.filter((other) => other.name !== name);
      changeSettings(stores, { recipe: name }, { chosen: { ...chosen, recipe: true }, recipes: [...others, saved] });
    },
    deleteRecipe(name) {
      store.setState(({ recipes }) => ({ recipes: recipes.filter((other) => other.name !== name) }));
    },
  };
}
