import { plural, sayCount } from '../counts.ts';
import { plain } from '../plain.ts';
import { elementOfRow } from '../identity.ts';
import { PHASES } from '../scoring/validators.ts';
import { cellRange } from '../table.ts';
import type { FrameNo, GroundedDocument, Range } from '../types.ts';
import { finding, note, quoted } from './finding.ts';
import type { Finding } from './finding.ts';
import { listed } from './references.ts';

/**
 * What the completion lacks or has in the wrong place. Missing parts that may still arrive are reported only when the
 * text is complete.
 *
 * @param frames the number of frames; 0 if it is unknown
 */
export function structureOf(doc: GroundedDocument, frames: number): readonly Finding[] {
  return [...storyFrames(doc, frames), ...settings(doc), ...(doc.phase === 'done' ? missing(doc, frames) : [])];
}

function storyFrames({ story }: GroundedDocument, frames: number): readonly Finding[] {
  const found: Finding[] = [];
  const written = new Set<FrameNo>();
  let highest = 0;
  for (const { frame, tags } of story) {
    if (frame === null) continue;
    const at = tags.opening;
    if (frames > 0 && frame > frames)
      found.push(
        finding(
          'unknown-frame',
          at,
          frame,
          [],
          `The story has a frame ${frame}, but there ${plural(frames, 'is', 'are')} ${sayCount(frames, 'frame')}.`,
        ),
      );
    if (written.has(frame)) found.push(finding('written-twice', at, frame, [], `Frame ${frame} is written again.`));
    else if (frame < highest)
      found.push(finding('out-of-order', at, frame, [], `Frame ${frame} comes after frame ${highest}.`));
    written.add(frame);
    highest = Math.max(highest, frame);
  }
  return found;
}

function settings({ analyses }: GroundedDocument): readonly Finding[] {
  return analyses.flatMap(({ frame, tables }) =>
    tables
      .filter(({ kind }) => kind === 'setting')
      .flatMap((table) =>
        table.rows.flatMap((row) => {
          if (elementOfRow(table, row) !== null) return [];
          const name = row.cells[0] ?? '';
          const sentence = `${quoted(name)} is none of the nine setting elements.`;
          return [note('unknown-setting', cellRange(row, 0) ?? row.at, frame, [], sentence)];
        }),
      ),
  );
}

function missing(doc: GroundedDocument, frames: number): readonly Finding[] {
  const { analyses, story, narrative, thinkTags } = doc;
  const end: Range = [endOf(doc), endOf(doc)];
  const found: Finding[] = [];
  const isWritten = story.some(({ frame }) => frame !== null);
  if (thinkTags.length === 0 && analyses.length === 0)
    found.push(finding('no-thinking', [0, 0], null, [], 'There is no thinking, so no mention has a box.'));
  else if (analyses.every(({ tables }) => tables.length === 0))
    found.push(finding('no-tables', [0, 0], null, [], 'The thinking has no tables, so no mention has a box.'));
  else {
    found.push(...notAnalysed(doc, frames, end));
    if (narrative === null || narrative.rows.length === 0)
      found.push(finding('no-narrative', end, null, [], 'The thinking has no narrative structure.'));
    else found.push(...phases(doc));
  }
  for (let no = 1; no <= frames && isWritten; no++)
    if (!story.some(({ frame }) => frame === no))
      found.push(finding('not-written', end, no as FrameNo, [], `The story has no text for frame ${no}.`));
  if (!isWritten) found.push(finding('not-written', end, null, [], 'There is no story for any frame.'));
  const last = story.at(-1);
  const closing = last?.tags.closing ?? [0, 0];
  if (last !== undefined && last.frame !== null && closing[0] === closing[1])
    found.push(finding('cut-off', end, last.frame, [], `The text ends within frame ${last.frame}.`));
  return found;
}

function notAnalysed({ analyses }: GroundedDocument, frames: number, at: Range): readonly Finding[] {
  const analysed = new Set(analyses.map(({ frame }) => frame));
  const beyond = [...analysed].filter((no) => frames > 0 && no > frames);
  return [
    ...Array.from({ length: frames }, (_, i) => (i + 1) as FrameNo)
      .filter((no) => !analysed.has(no))
      .map((no) => finding('not-analysed', at, no, [], `The thinking has no section for frame ${no}.`)),
    ...beyond.map((no) =>
      finding(
        'unknown-frame',
        at,
        no,
        [],
        `The thinking has a section for frame ${no}, but there ${plural(frames, 'is', 'are')} ${sayCount(frames, 'frame')}.`,
      ),
    ),
  ];
}

function phases({ narrative }: GroundedDocument): readonly Finding[] {
  if (narrative === null) return [];
  const column = Math.max(
    0,
    narrative.columns.findIndex((heading) => /phase/i.test(plain(heading))),
  );
  const names = narrative.rows.map(({ cells }) => (cells[column] ?? '').toLowerCase());
  const lacking = PHASES.filter((phase) => !names.some((name) => name.includes(phase.toLowerCase())));
  const at = narrative.rows.at(-1)?.at ?? [0, 0];
  if (lacking.length === 0) return [];
  return [finding('phase-missing', at, null, [], `The narrative structure lacks ${listed(lacking)}.`)];
}

function endOf({ story, notes, analyses, narrative }: GroundedDocument): number {
  const last = story.at(-1);
  const ends = [
    last?.tags.closing?.[1] ?? last?.spans.at(-1)?.at[1] ?? last?.tags.opening[1] ?? 0,
    notes.at(-1)?.at[1] ?? 0,
    narrative?.rows.at(-1)?.at[1] ?? 0,
    analyses.at(-1)?.tables.at(-1)?.rows.at(-1)?.at[1] ?? 0,
  ];
  return Math.max(...ends);
}
