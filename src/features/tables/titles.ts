import type { TableKind } from '../../grounding/base.ts';

/** What the page calls each table of the thinking. */
export const TITLES: Readonly<Record<TableKind, string>> = {
  characters: 'Characters',
  objects: 'Objects',
  setting: 'Setting',
  narrative: 'Narrative structure',
};
