import { sequenceSettingsOf } from './recipes.ts';
import type { Origin } from './records.ts';
import type { Stores } from './stores.ts';
import type { SequenceSettings, Settings, SettingsState } from './types.ts';

/**
 * Changes settings on the page: the sequence keeps those of its requests, the device the server and the model. The device
 * also keeps the settings that were changed last, so that a new sequence starts with them. `others` change with them.
 */
export function changeSettings(
  { records, settings: store, page, view, batch }: Stores,
  change: Partial<Settings>,
  { origin = 'user', ...others }: { readonly origin?: Origin } & Partial<Omit<SettingsState, 'settings'>> = {},
): void {
  const sequence = records.store.getState().sequences[view.store.getState().place.sequence];
  const settings = { ...page.getState().settings, ...change };
  const request = sequenceSettingsOf(settings);
  batch(() => {
    store.setState({ ...others, settings });
    if (sequence === undefined || isSame(request, sequence.request)) return;
    records.commit({ sequences: { [sequence.id]: { ...sequence, request } } }, origin);
  });
}

function isSame(a: SequenceSettings, b: SequenceSettings | undefined): boolean {
  return (Object.keys(a) as (keyof SequenceSettings)[]).every((field) => a[field] === b?.[field]);
}
