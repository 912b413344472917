import type { ServedModel } from '../inference/index.ts';
import { allRecipes, defaultSettings, isAsIn, recipeOf, settingsOf } from './recipes.ts';
import { changeSettings } from './sequence-settings.ts';
import type { Stores } from './stores.ts';
import type { Recipe, PageState, Settings } from './types.ts';

// StoryLens chooses the server, the model and the recipe unless the user has chosen them (issue 10, section 2).

type Known = Pick<PageState, 'settings' | 'chosen' | 'recipes' | 'relays' | 'connection'>;

/** The settings with StoryLens's choices where the user has made none; the same object if nothing differs. */
function withAutomatic(state: Known): Settings {
  const change = { ...automaticServer(state), ...automaticModel(state) };
  const { settings } = state;
  const differs = Object.entries(change).some(([field, value]) => settings[field as keyof Settings] !== value);
  return differs ? { ...settings, ...change } : settings;
}

/** Updates StoryLens's choices when the server's models, the recipes or the user's choices change. */
export function followServer(stores: Stores): void {
  stores.page.subscribe((state, before) => {
    if (
      state.relays === before.relays &&
      state.connection === before.connection &&
      state.chosen === before.chosen &&
      state.recipes === before.recipes
    )
      return;
    const settings = withAutomatic(state);
    if (settings !== state.settings) changeSettings(stores, settings, { origin: 'storylens' });
  });
}

/** The target of the first relay of `npm start`, or vLLM's usual address. */
function automaticServer({ chosen, relays }: Known): Partial<Settings> {
  if (chosen.serverUrl) return {};
  const relay = relays?.[0];
  return { serverUrl: relay ? `${relay.target}/v1` : defaultSettings.serverUrl };
}

/** The server's model and its recipe, if the server has only one suitable model. */
function automaticModel(state: Known): Partial<Settings> {
  const { settings, chosen, recipes, connection } = state;
  if (chosen.model || !connection.found?.ok) return {};
  const only = onlyChoice(connection.found.models, state);
  if (only === null) return {};
  const current = recipeOf(settings, recipes);
  const recipe = recipeFor(only, recipes);
  // Edited fields also count as the user's choice.
  const keepsRecipe = chosen.recipe || recipe.name === current.name || !isAsIn(settings, current);
  return keepsRecipe ? { model: only.id } : { ...settingsOf(recipe), model: only.id };
}

function onlyChoice(models: readonly ServedModel[], state: Known): ServedModel | null {
  const [first, second] = models;
  if (first !== undefined && second === undefined) return first;
  const fitting = models.filter((model) => fits(model, state));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The models of a server. Models with their own recipe come first. */
export function fittingFirst(models: readonly ServedModel[], state: Known): readonly ServedModel[] {
  return [...models.filter((model) => fits(model, state)), ...models.filter((model) => !fits(model, state))];
}

/** Whether a recipe is made for this model. If the user chose a recipe, it must be that one. */
function fits(model: ServedModel, { settings, chosen, recipes }: Known): boolean {
  const recipe = recipeFor(model, recipes);
  if (recipe.model === null) return false;
  return !chosen.recipe || recipe.name === recipeOf(settings, recipes).name;
}

/**
 * The recipe whose model name fits. vLLM serves a model under its name on Hugging Face, a local path or any alias. So
 * only the last parts of the served name and of the alias's `root` are compared.
 */
function recipeFor({ id, root }: ServedModel, saved: readonly Recipe[]): Recipe {
  const names = [id, root ?? ''].map(lastPart);
  // Saved recipes come first here. The longest name wins, because "QwenStoryteller" is also part of "QwenStoryteller2".
  const candidates = allRecipes(saved)
    .toReversed()
    .filter(({ model }) => model !== null)
    .toSorted((a, b) => lastPart(b.model ?? '').length - lastPart(a.model ?? '').length);
  const found = candidates.find(({ model }) => names.some((name) => name.includes(lastPart(model ?? ''))));
  return found ?? allRecipes(saved).find(({ model }) => model === null) ?? recipeOf(defaultSettings, saved);
}

const lastPart = (name: string): string => (name.split('/').findLast((part) => part !== '') ?? '').toLowerCase();

/** A note that StoryLens chose the model, and why; null if the user chose it. */
export function noteOnModel({ settings, chosen, connection: { found } }: Known): string | null {
  if (chosen.model || !found?.ok || !found.models.some(({ id }) => id === settings.model)) return null;
  const isOnly = found.models.length === 1;
  const reason = isOnly ? 'the only model of this server' : 'the model that fits a recipe';
  return `Chosen by StoryLens: ${reason}.`;
}

/** A note that StoryLens chose the recipe; null if the user chose or edited it. */
export function noteOnRecipe(state: Known): string | null {
  const { settings, chosen, recipes } = state;
  const own = !chosen.recipe && isAsIn(settings, recipeOf(settings, recipes));
  return own && noteOnModel(state) !== null ? 'Chosen by StoryLens to fit the model.' : null;
}
