import type { StoreApi } from 'zustand/vanilla';
import type { ServedModel } from '../inference/index.ts';
import { allRecipes, defaultSettings, isAsIn, recipeOf, settingsOf } from './recipes.ts';
import type { Recipe, SessionState, Settings } from './types.ts';

// Where the user has chosen nothing, StoryLens chooses the server, the model and the recipe (issue 10, section 2).

type Known = Pick<SessionState, 'settings' | 'chosen' | 'recipes' | 'relays' | 'connection'>;

/** The settings with StoryLens's own choices in place of what the user has not chosen; the same object if none differs. */
function withAutomatic(state: Known): Settings {
  const change = { ...automaticServer(state), ...automaticModel(state) };
  const { settings } = state;
  const differs = Object.entries(change).some(([field, value]) => settings[field as keyof Settings] !== value);
  return differs ? { ...settings, ...change } : settings;
}

/** Keeps StoryLens's own choices up to date: with what the server has, and with what the user takes back. */
export function followServer(session: StoreApi<SessionState>): void {
  session.subscribe((state, before) => {
    if (
      state.relays === before.relays &&
      state.connection === before.connection &&
      state.chosen === before.chosen &&
      state.recipes === before.recipes
    )
      return;
    const settings = withAutomatic(state);
    if (settings !== state.settings) session.setState({ settings });
  });
}

/** The first server that `npm start` passes requests on to, or vLLM's usual address. */
function automaticServer({ chosen, relays }: Known): Partial<Settings> {
  if (chosen.serverUrl) return {};
  const relay = relays?.[0];
  return { serverUrl: relay ? `${relay.target}/v1` : defaultSettings.serverUrl };
}

/** The model of the server and its recipe, as far as there is only one choice. */
function automaticModel(state: Known): Partial<Settings> {
  const { settings, chosen, recipes, connection } = state;
  if (chosen.model || !connection.found?.ok) return {};
  const only = onlyChoice(connection.found.models, state);
  if (only === null) return {};
  const current = recipeOf(settings, recipes);
  const recipe = recipeFor(only, recipes);
  // Edited fields are the user's choice, too.
  const keepsRecipe = chosen.recipe || recipe.name === current.name || !isAsIn(settings, current);
  return keepsRecipe ? { model: only.id } : { ...settingsOf(recipe), model: only.id };
}

function onlyChoice(models: readonly ServedModel[], state: Known): ServedModel | null {
  const [first, second] = models;
  if (first !== undefined && second === undefined) return first;
  const fitting = models.filter((model) => fits(model, state));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The models of a server, those that fit a recipe made for one model first. */
export function fittingFirst(models: readonly ServedModel[], state: Known): readonly ServedModel[] {
  return [...models.filter((model) => fits(model, state)), ...models.filter((model) => !fits(model, state))];
}

/** Whether a model is the one of the recipe that the user chose, or of any recipe that is made for one model. */
function fits(model: ServedModel, { settings, chosen, recipes }: Known): boolean {
  const recipe = recipeFor(model, recipes);
  if (recipe.model === null) return false;
  return !chosen.recipe || recipe.name === recipeOf(settings, recipes).name;
}

/**
 * The recipe that fits a model by its name. vLLM serves a model under its name on Hugging Face, a local path or any
 * alias, so the last part of the name counts, and the `root` of an alias.
 */
function recipeFor({ id, root }: ServedModel, saved: readonly Recipe[]): Recipe {
  const names = [id, root ?? ''].map(lastPart);
  // Saved recipes come last in the list and go first here. The longest name wins: QwenStoryteller2 holds QwenStoryteller.
  const candidates = allRecipes(saved)
    .toReversed()
    .filter(({ model }) => model !== null)
    .toSorted((a, b) => lastPart(b.model ?? '').length - lastPart(a.model ?? '').length);
  const found = candidates.find(({ model }) => names.some((name) => name.includes(lastPart(model ?? ''))));
  return found ?? allRecipes(saved).find(({ model }) => model === null) ?? recipeOf(defaultSettings, saved);
}

const lastPart = (name: string): string => (name.split('/').findLast((part) => part !== '') ?? '').toLowerCase();

/** That the model is StoryLens's own choice, and why; null where the user chose it. */
export function noteOnModel({ settings, chosen, connection: { found } }: Known): string | null {
  if (chosen.model || !found?.ok || !found.models.some(({ id }) => id === settings.model)) return null;
  const reason = found.models.length === 1 ? 'the only model of this server' : 'the model that fits a recipe';
  return `Chosen by StoryLens: ${reason}.`;
}

/** That the recipe is StoryLens's own choice; null where the user chose or edited it. */
export function noteOnRecipe(state: Known): string | null {
  const { settings, chosen, recipes } = state;
  const own = !chosen.recipe && isAsIn(settings, recipeOf(settings, recipes));
  return own && noteOnModel(state) !== null ? 'Chosen by StoryLens to fit the model.' : null;
}
