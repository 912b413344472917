import { isUsualId, plural, sayCount } from '../../grounding/base.ts';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import { changeId, merge, rename, split, swap } from '../../grounding/editing.ts';
import type { IdentityChange } from '../../grounding/editing.ts';
import type { ShownRun } from '../../session/index.ts';

/** What the user can do with an identity. */
export type CommandName = 'rename' | 'change-id' | 'merge' | 'split' | 'swap';

export const COMMANDS: readonly { readonly value: CommandName; readonly label: string }[] = [
  { value: 'rename', label: 'Rename' },
  { value: 'merge', label: 'Merge into another identity' },
  { value: 'split', label: 'Split from an image on' },
  { value: 'swap', label: 'Swap with another identity' },
  { value: 'change-id', label: 'Give another ID' },
];

/** The fields of the dialog. Each command uses some of them. */
export interface Fields {
  readonly id: EntityId;
  readonly command: CommandName;
  readonly name: string;
  readonly newId: string;
  readonly other: EntityId | null;
  readonly first: FrameNo;
  readonly last: FrameNo;
}

/** A command that is ready, or a sentence that says why it is not. */
export type Planned =
  | { readonly ok: true; readonly label: string; readonly change: IdentityChange }
  | { readonly ok: false; readonly problem: string };

type Corrected = Pick<ShownRun, 'completion' | 'doc'>;

/** Prepares a command for the text of a run. It changes nothing yet. */
export function plan({ completion, doc }: Corrected, fields: Fields): Planned {
  const { id, command, other, first, last } = fields;
  const newId = fields.newId.trim().toLowerCase() as EntityId;
  const ready = (label: string, change: IdentityChange): Planned =>
    change.replacements.length === 0
      ? { ok: false, problem: noChange(fields) }
      : { ok: true, label: `${label}: ${sayChange(change)}`, change };
  switch (command) {
    case 'rename': {
      const name = fields.name.trim();
      if (name === '') return { ok: false, problem: 'Type the new name.' };
      return ready(`Rename ${id} to ${name}`, rename(doc, id, name));
    }
    case 'merge':
      if (other === null) return { ok: false, problem: 'The story has no other identity.' };
      return ready(`Merge ${id} into ${other}`, merge(completion, doc, id, other));
    case 'swap':
      if (other === null) return { ok: false, problem: 'The story has no other identity.' };
      if (last < first) return { ok: false, problem: 'The last image is before the first one.' };
      return ready(
        `Swap ${id} and ${other} in ${first === last ? `image ${first}` : `images ${first} to ${last}`}`,
        swap(completion, doc, [id, other], [first, last]),
      );
    case 'split':
    case 'change-id': {
      const problem = idProblem(newId, doc.entities);
      if (problem !== null) return { ok: false, problem };
      return command === 'split'
        ? ready(`Split ${id}: ${newId} from image ${first} on`, split(completion, doc, id, first, newId))
        : ready(`Change ${id} to ${newId}`, changeId(completion, doc, id, newId));
    }
  }
}

function idProblem(id: string, used: readonly EntityId[]): string | null {
  if (!isUsualId(id)) return 'An ID is char, obj, lm or bg and a number, such as char3.';
  if (used.some((other) => other === id)) return `${id} is in use. To make one identity of two, choose Merge.`;
  return null;
}

function noChange({ id, command, name, first, last }: Fields): string {
  if (command === 'rename') return `No table has another name than “${name.trim()}” for ${id}.`;
  if (command === 'split') return `${id} is in no image from ${first} on.`;
  return command === 'swap' ? `Neither of them is in images ${first} to ${last}.` : 'Nothing would change.';
}

/** The counts of a change: “2 rows and 4 mentions change, 1 row is removed”. */
function sayChange({ rows, mentions, removed }: IdentityChange): string {
  const changed = [rows > 0 && sayCount(rows, 'row'), mentions > 0 && sayCount(mentions, 'mention')].filter(Boolean);
  const all = [
    changed.length > 0 && `${changed.join(' and ')} ${plural(rows + mentions, 'changes', 'change')}`,
    removed > 0 && `${sayCount(removed, 'row is', 'rows are')} removed, because both are in that image`,
  ];
  return all.filter(Boolean).join('; ');
}
