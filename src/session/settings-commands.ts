import type { StoreApi } from 'zustand/vanilla';
import { allRecipes, requestSettingsOf, settingsOf } from './recipes.ts';
import type { Chosen, Preferences, Settings, SettingsState } from './types.ts';

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

export function settingsCommands(store: StoreApi<SettingsState>): SettingsCommands {
  return {
    set(change) {
      store.setState(({ settings, chosen }) => ({
        settings: { ...settings, ...change },
        chosen: {
          serverUrl: chosen.serverUrl || change.serverUrl !== undefined,
          model: chosen.model || change.model !== undefined,
          recipe: chosen.recipe || change.recipe !== undefined,
        },
      }));
    },
    leaveToStoryLens(field) {
      store.setState(({ chosen }) => ({ chosen: { ...chosen, [field]: false } }));
    },
    prefer(change) {
      store.setState((state) => ({ preferences: { ...state.preferences, ...change } }));
    },
    chooseRecipe(name) {
      store.setState(({ settings, chosen, recipes }) => {
        const recipe = allRecipes(recipes).find((other) => other.name === name);
        if (!recipe) return {};
        // The recipe names the model it is made for. If the server has only one model, that model is used instead.
        const model = chosen.model && recipe.model === null;
        return { settings: { ...settings, ...settingsOf(recipe) }, chosen: { ...chosen, model, recipe: true } };
      });
    },
    saveRecipe(name) {
      store.setState(({ settings, chosen, recipes }) => ({
        settings: { ...settings, recipe: name },
        chosen: { ...chosen, recipe: true },
        recipes: [
          ...recipes.filter((other) => other.name !== name),
          { ...requestSettingsOf(settings), name, model: settings.model.trim() || null },
        ],
      }));
    },
    deleteRecipe(name) {
      store.setState(({ recipes }) => ({ recipes: recipes.filter((other) => other.name !== name) }));
    },
  };
}
