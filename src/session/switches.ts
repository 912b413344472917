import type { Switch } from '../grounding/base.ts';
import type { Run } from './records.ts';

const NONE: readonly Switch[] = [];

/**
 * Where a server, or an opened file, says that the completion of a run goes from thinking to content or back. Text that
 * Continue has removed has no switch.
 */
export function switchesOf({ segments, switches = NONE }: Pick<Run, 'segments' | 'switches'>): readonly Switch[] {
  if (segments.every((segment) => segment.switches === undefined)) return switches;
  return segments.flatMap((segment, index) => {
    const end = segments[index + 1]?.from ?? Infinity;
    return (segment.switches ?? NONE).filter(({ at }) => at <= end);
  });
}
