import type { StoreApi } from 'zustand/vanilla';
import { parseJson } from '../grounding/base.ts';
import { FORMER_SYSTEM_PROMPT, STORYTELLER_SYSTEM_PROMPT } from '../inference/index.ts';
import { defaultSettings, sequenceSettingsOf } from './recipes.ts';
import { BOX_UNITS } from './box-units.ts';
import type { Chosen, Preferences, Recipe, SequenceSettings, Settings, SettingsState } from './types.ts';

/** The part of the browser's storage that is used. Each method throws if the user has forbidden storage. */
export interface StorageArea extends Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  readonly keys: () => readonly string[];
}

/** `device` is kept across visits, `tab` until the tab is closed. */
export interface StorageAreas {
  readonly device: StorageArea;
  readonly tab: StorageArea;
}

const SETTINGS = 'storylens.settings';
const KEY = 'storylens.key';

export const defaultPreferences: Preferences = {
  rememberKey: false,
  notify: false,
  stopRepetition: false,
  colouring: 'identity',
  storyShare: 46,
  pictureShare: 60,
  foldStory: false,
  foldPicture: false,
  foldViews: false,
  rater: '',
};

/**
 * Loads what an earlier visit saved. Missing and invalid values become defaults: all pages that are opened from disk
 * share one storage, so the values may belong to another page.
 */
export function loadSettings({ device, tab }: StorageAreas): SettingsState {
  const kept = asRecord(parseJson(read(device, SETTINGS) ?? ''));
  const preferences = fill(defaultPreferences, kept['preferences']);
  const apiKey = read(tab, KEY) ?? read(device, KEY) ?? '';
  const saved = fill(defaultSettings, kept['settings']);
  const isFormer = saved.systemPrompt === FORMER_SYSTEM_PROMPT;
  const systemPrompt = isFormer ? STORYTELLER_SYSTEM_PROMPT : saved.systemPrompt;
  const settings = { ...saved, systemPrompt, apiKey };
  return {
    settings,
    chosen: fill(chosenBefore(settings), kept['chosen']),
    recipes: readRecipes(kept['recipes']),
    preferences,
  };
}

/**
 * What counts as chosen if an earlier version saved the settings without it: everything that is not the default (issue
 * 10).
 */
function chosenBefore({ serverUrl, model, recipe }: Settings): Chosen {
  return {
    serverUrl: serverUrl !== defaultSettings.serverUrl,
    model: model !== defaultSettings.model,
    recipe: recipe !== defaultSettings.recipe,
  };
}

/**
 * Saves the settings whenever they change. The key is saved for the tab only, unless the user wants to keep it.
 */
export function saveSettings(store: StoreApi<SettingsState>, { device, tab }: StorageAreas): void {
  store.subscribe(({ settings, chosen, recipes, preferences }) => {
    const { apiKey, ...others } = settings;
    write(device, SETTINGS, JSON.stringify({ settings: others, chosen, recipes, preferences }));
    write(tab, KEY, apiKey);
    write(device, KEY, preferences.rememberKey ? apiKey : '');
  });
}

/** The settings of a stored sequence. Missing and invalid values become defaults. */
export function readSequenceSettings(stored: unknown): SequenceSettings {
  return fill(sequenceSettingsOf(defaultSettings), stored);
}

function readRecipes(kept: unknown): readonly Recipe[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((entry) => {
    const { name, model } = asRecord(entry);
    if (typeof name !== 'string' || name === '') return [];
    const { recipe: _r, serverUrl: _u, model: _m, apiKey: _k, seed: _s, ...asking } = fill(defaultSettings, entry);
    return { ...asking, name, model: typeof model === 'string' ? model : null };
  });
}

const CHOICES: Readonly<Record<string, readonly unknown[]>> = {
  units: BOX_UNITS,
  patchSide: [28, 32],
  colouring: ['identity', 'kind'],
};

/** The names of fields in version 0.1. */
const FORMER_NAMES: Readonly<Record<string, string>> = { units: 'ruler' };

/**
 * The defaults, replaced by saved values that have the right type. The first paint needs the settings, and valibot would
 * add 1.2 kB to the first load.
 */
function fill<T extends object>(defaults: T, kept: unknown): T {
  const found = asRecord(kept);
  const fits = Object.entries(defaults).map(([field, value]) => {
    const old = found[field] ?? found[FORMER_NAMES[field] ?? field];
    const fitting = typeof old === typeof value && (CHOICES[field]?.includes(old) ?? true);
    return [field, fitting ? old : value];
  });
  return Object.fromEntries(fits) as T;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function read(area: StorageArea, name: string): string | null {
  try {
    return area.getItem(name);
  } catch {
    return null;
  }
}

/** If the storage is full or forbidden, the value is lost at the end of the visit. */
function write(area: StorageArea, name: string, text: string): void {
  try {
    if (text === '') area.removeItem(name);
    else area.setItem(name, text);
  } catch {
    // The settings still hold for this visit.
  }
}
