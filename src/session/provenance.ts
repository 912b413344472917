import { bodyText, curlCommand, readBaseUrl } from '../inference/index.ts';
import { newJob, requestOf } from './jobs.ts';
import type { NewJob } from './jobs.ts';
import type { Run } from './records.ts';
import type { PageState } from './types.ts';

/** The text with which the request of a segment began: empty for a new story. */
function keptOf({ completion, segments }: Run, index: number): string {
  // Each later request has removed the text after its beginning, and keeps it.
  const then = segments
    .slice(index + 1)
    .reduceRight((text, { from, dropped }) => text.slice(0, from) + dropped, completion);
  return then.slice(0, segments[index]?.from);
}

/**
 * The body of a request of a run, byte for byte as it was sent: `index` is the number of its segment. Null if there is no
 * such segment.
 */
export async function requestTextOf(
  run: Run,
  index: number,
  dataUrl: (blob: Blob) => Promise<string>,
): Promise<string | null> {
  const segment = run.segments[index];
  if (segment === undefined) return null;
  const pictures = await Promise.all((run.frames ?? []).map(async ({ blob }) => dataUrl(blob)));
  const { request, omitted: unknown = [] } = segment;
  return bodyText(requestOf({ request, apiKey: '', kept: keptOf(run, index), unknown }, pictures));
}

/** The command that sends the request of a segment from a file. */
export function curlOf({ segments }: Run, index: number, file: string): string {
  return curlCommand(segments[index]?.request.baseUrl ?? '', file);
}

/** The job that repeats the first request of a run byte for byte: also its seed and what its server did not know. */
export function repeatJob(run: Run, state: PageState): NewJob {
  const first = run.segments[0];
  const job = newJob(state, 0);
  if (first === undefined) return job;
  const { settings } = state;
  const address = readBaseUrl(settings.serverUrl);
  return {
    ...job,
    parent: run.parent,
    frames: run.frames ?? [],
    units: run.units,
    request: first.request,
    // The key of another server must not go to this one.
    apiKey: address.ok && address.baseUrl === first.request.baseUrl ? settings.apiKey : '',
    kept: keptOf(run, 0),
    switches: first.switches ?? [],
    unknown: first.omitted ?? [],
  };
}
