import { sayCount } from '../../grounding/base.ts';
import { SETTING_NAMES } from '../setting-names.ts';
import type { Frame, SequenceSettings } from '../types.ts';
import type { Edit } from '../records.ts';
import { labelOfEdit } from './parts.ts';
import type { FieldPart, Part } from './parts.ts';

/** What a step does, as a verb phrase such as “remove “a.png””, which follows “Undo: ”. */
export function labelOf(parts: readonly Part[]): string {
  const [run, another, ...others] = parts.filter((part) => part.record === 'list');
  if (another !== undefined) return `delete ${sayCount(2 + others.length, 'run')}`;
  if (run !== undefined) return run.label ?? `delete run ${run.index + 1}`;
  const labels = parts.flatMap((part) => ('field' in part ? sayField(part) : []));
  return labels[0] ?? 'change the sequence';
}

function sayField({ record, field, before, after }: FieldPart): readonly string[] {
  switch (field) {
    case 'title':
      return [
        typeof after === 'string' ? `name the ${record === 'runs' ? 'run' : 'sequence'} “${after}”` : 'remove the name',
      ];
    case 'starred':
      return [after === true ? 'star the run' : 'remove the star of the run'];
    case 'units':
      return ['read the boxes in other units'];
    case 'request':
      return [saySettings(before as SequenceSettings | undefined, after as SequenceSettings | undefined)];
    case 'frames':
      if (record === 'sequences') return [sayFrames(before as readonly Frame[], after as readonly Frame[])];
      return [after === null ? 'let the output follow the frames' : 'fix the frames of the output'];
    case 'edits':
      return [labelOfEdit((after as readonly Edit[]).at(-1))];
    case 'verdicts':
      return ['change a verdict'];
    case 'scores':
      return ['change a score'];
    case 'completion':
    case 'segments':
    case 'switches':
    case 'deletedAt':
    case 'updatedAt':
      return [];
  }
}

/** The fields in which two settings differ. */
export function changedSettings(
  before: SequenceSettings | undefined,
  after: SequenceSettings | undefined,
): readonly (keyof SequenceSettings)[] {
  return (Object.keys(SETTING_NAMES) as (keyof SequenceSettings)[]).filter(
    (field) => before?.[field] !== after?.[field],
  );
}

// Longer values, such as prompts, are not in the label.
const MOST_CHARACTERS = 12;

function saySettings(before: SequenceSettings | undefined, after: SequenceSettings | undefined): string {
  const changed = changedSettings(before, after);
  if (changed.includes('recipe')) return `choose the recipe “${after?.recipe ?? ''}”`;
  const [field] = changed;
  if (field === undefined || changed.length > 1) return 'change settings';
  const values = [before, after].map((settings) => String(settings?.[field] ?? ''));
  const isShort = values.every((value) => value.length <= MOST_CHARACTERS && !value.includes('\n'));
  if (!isShort || field === 'prompt' || field === 'systemPrompt' || field === 'units' || field === 'maxPixels')
    return `change the ${SETTING_NAMES[field]}`;
  return `change ${SETTING_NAMES[field]} ${values.map((value) => value || 'none').join(' → ')}`;
}

function sayFrames(before: readonly Frame[], after: readonly Frame[]): string {
  const added = after.filter(({ id }) => !before.some((other) => other.id === id));
  const removed = before.filter(({ id }) => !after.some((other) => other.id === id));
  if (added.length > 0 && removed.length > 0) return 'replace frames';
  if (added.length > 0) return `add ${nameOf(added)}`;
  if (removed.length > 0) return `remove ${nameOf(removed)}`;
  const replaced = after.filter((frame) =>
    before.some(({ id, picture }) => id === frame.id && picture !== frame.picture),
  );
  if (replaced.length > 0) return `replace ${nameOf(replaced)}`;
  return movedFrame(before, after) ?? 'sort the frames';
}

function nameOf([frame, ...others]: readonly Frame[]): string {
  return others.length > 0 ? sayCount(1 + others.length, 'frame') : `“${frame?.name ?? ''}”`;
}

/** The label of a move of one frame; null if more frames changed their order. */
function movedFrame(before: readonly Frame[], after: readonly Frame[]): string | null {
  const first = before.findIndex(({ id }, i) => after[i]?.id !== id);
  const last = before.findLastIndex(({ id }, i) => after[i]?.id !== id);
  for (const [from, to] of [
    [first, last],
    [last, first],
  ] as const) {
    const frame = before[from];
    if (frame === undefined) continue;
    const moved = before.toSpliced(from, 1).toSpliced(to, 0, frame);
    if (moved.every(({ id }, i) => after[i]?.id === id)) return `move “${frame.name}”`;
  }
  return null;
}
