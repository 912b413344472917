import type { Run } from './records.ts';

/** The model of a run without its owner; for a run without a request, where it comes from. */
export function modelOf({ segments, source }: Pick<Run, 'segments' | 'source'>): string {
  if (source === 'demo') return 'the demo';
  const named = segments.at(-1)?.request.model.split('/').at(-1) ?? '';
  if (named !== '') return named;
  return source === 'model' ? 'the server’s model' : 'opened output';
}
