import type { Fault } from '../faults.ts';
import type { FrameNo, GroundedDocument, Mention, Range } from '../types.ts';
import { finding, quoted } from './finding.ts';
import type { Finding } from './finding.ts';

/** Tags that are closed wrongly, and the place where the text was cut off, from the faults that the parser reports. */
export function closingsIn(doc: GroundedDocument): readonly Finding[] {
  const stray = doc.faults.flatMap((fault) => (fault.type === 'stray-closing-tag' ? [fault] : []));
  const crossed = new Set<Fault>();
  return doc.faults.flatMap((fault): readonly Finding[] => {
    const { at } = fault;
    const { frame, mention } = around(at, doc);
    const ids = mention?.ids ?? [];
    if (fault.type === 'wrong-closing-tag')
      return [finding('wrong-closing', at, frame, ids, `<${fault.expected}> is closed by </${fault.found}>.`)];
    if (fault.type === 'unclosed-tag') {
      // A cut-off last frame has its own kind of finding.
      if (fault.tag === 'gdi' && doc.story.at(-1)?.tags.opening[0] === at[0]) return [];
      const later = stray.find(
        (one) => one.tag === fault.tag && one.at[0] > at[0] && around(one.at, doc).frame === frame,
      );
      if (later === undefined) return [finding('wrong-closing', at, frame, ids, `<${fault.tag}> is never closed.`)];
      crossed.add(later);
      return [finding('crossing-tag', at, frame, ids, `<${fault.tag}> is closed only after the tag around it.`)];
    }
    if (fault.type === 'stray-closing-tag' && !crossed.has(fault))
      return [finding('wrong-closing', at, frame, ids, `</${fault.tag}> closes nothing.`)];
    if (fault.type === 'cut-row' || fault.type === 'cut-tag')
      return [finding('cut-off', at, frame, [], `The text ends in the middle: ${quoted(fault.written)}.`)];
    return [];
  });
}

/** The frame at an offset, and the mention that begins or ends there. */
function around([from]: Range, { story }: GroundedDocument): { frame: FrameNo | null; mention: Mention | null } {
  const part = story.findLast(({ tags }) => tags.opening[0] <= from);
  const ended = part?.tags.mentionEnds.find(({ at, mention }) => at[0] === from || mention.at[0] === from);
  return { frame: part?.frame ?? null, mention: ended?.mention ?? null };
}
