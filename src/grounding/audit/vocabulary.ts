import { plain } from '../plain.ts';
import type { EntityId, FrameAnalysis, FrameNo } from '../types.ts';
import { EMPTY_WORDS, headNoun, lowerWords, singular } from './english.ts';

/** Which words of the tables name and describe which entities. */
export interface Vocabulary {
  /** The character with this word as its name or a part of it; null if there is none. Upper case counts. */
  named(word: string): EntityId | null;
  /** The nouns of the objects with rows in this frame, in the singular. */
  nounsIn(frame: FrameNo | null): ReadonlyMap<string, EntityId>;
  /** Whether a word is an emotion of the entity, or occurs in its descriptions but is not their main noun. */
  describes(id: EntityId, word: string): boolean;
}

const cache = new WeakMap<readonly FrameAnalysis[], Vocabulary>();

/** The vocabulary of the tables. Computed once for each list of analyses. */
export function vocabularyOf(analyses: readonly FrameAnalysis[]): Vocabulary {
  const known = cache.get(analyses);
  if (known) return known;
  const made = gather(analyses);
  cache.set(analyses, made);
  return made;
}

/** Words in the name column for people without a name: `Unidentified`, `Unknown man`. */
const NO_NAME = /^(?:un(?:known|identified|named)|none|n\/?a|mysterious|man|woman|boy|girl|person|stranger|the)\b/i;

function gather(analyses: readonly FrameAnalysis[]): Vocabulary {
  const names = new Map<string, EntityId>();
  const nouns = new Map<FrameNo, Map<string, EntityId>>();
  const descriptions = new Map<EntityId, Set<string>>();
  const heads = new Map<EntityId, Set<string>>();
  for (const { frame, tables } of analyses) {
    for (const { kind, columns, rows } of tables) {
      if (kind !== 'characters' && kind !== 'objects') continue;
      const column = (title: RegExp): number => columns.findIndex((heading) => title.test(plain(heading)));
      const [name, description, emotions] = [column(/^name$/i), column(/^description$/i), column(/^emotions?$/i)];
      for (const { id, cells } of rows) {
        if (id === null) continue;
        const about = cells[description] ?? '';
        const head = headNoun(about);
        if (head !== null) of(heads, id).add(head);
        for (const word of [...lowerWords(about), ...lowerWords(cells[emotions] ?? '')])
          if (!EMPTY_WORDS.has(word)) of(descriptions, id).add(word);
        if (kind === 'objects' && head !== null && !id.startsWith('bg')) {
          const here = nouns.get(frame) ?? new Map<string, EntityId>();
          nouns.set(frame, here);
          if (!here.has(head)) here.set(head, id);
        }
        const written = plain(cells[name] ?? '');
        if (kind === 'characters' && !NO_NAME.test(written))
          for (const word of written.match(/\p{Lu}\p{L}+/gu) ?? []) if (!names.has(word)) names.set(word, id);
      }
    }
  }
  return {
    named: (word) => names.get(word) ?? null,
    nounsIn: (frame) => (frame === null ? undefined : nouns.get(frame)) ?? NONE,
    describes: (id, word) => descriptions.get(id)?.has(word) === true && heads.get(id)?.has(singular(word)) !== true,
  };
}

const NONE: ReadonlyMap<string, EntityId> = new Map();

function of(map: Map<EntityId, Set<string>>, id: EntityId): Set<string> {
  const known = map.get(id) ?? new Set();
  map.set(id, known);
  return known;
}
