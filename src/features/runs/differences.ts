import { SETTING_NAMES } from '../../session/index.ts';
import type { Frame, Run } from '../../session/index.ts';

const NUMBERS = ['temperature', 'topP', 'topK', 'minP', 'repetitionPenalty', 'maxTokens'] as const;
const TEXTS = ['prompt', 'systemPrompt'] as const;

/** The name of a run's model, without its owner. */
export const modelOf = ({ segments }: Run): string =>
  segments.at(-1)?.request.model.split('/').at(-1) || 'the server’s model';

const isChanged = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);

/** What was asked differently than in another run: “QwenStoryteller2”, “temperature 0.7 → 0.2”, “seed”. */
export function differencesOf(run: Run, other: Run): readonly string[] {
  const [now, before] = [run.segments[0]?.request, other.segments[0]?.request];
  if (now === undefined || before === undefined) return [];
  const { sampling } = now;
  return [
    now.model !== before.model && modelOf(run),
    now.baseUrl !== before.baseUrl && new URL(now.baseUrl).host,
    ...NUMBERS.map(
      (field) =>
        sampling[field] !== before.sampling[field] &&
        `${SETTING_NAMES[field]} ${before.sampling[field]} → ${sampling[field]}`,
    ),
    ...TEXTS.map((field) => now[field] !== before[field] && SETTING_NAMES[field]),
    isChanged(sampling.stop, before.sampling.stop) && SETTING_NAMES.stop,
    isChanged(sampling.extra, before.sampling.extra) && SETTING_NAMES.extra,
    differenceOfFrames(run.frames ?? [], other.frames ?? []),
    run.parent === other.id && 'story only',
    sampling.seed !== before.sampling.seed && SETTING_NAMES.seed,
  ].filter((difference) => difference !== false && difference !== null);
}

const list = (frames: readonly Frame[], key: 'picture' | 'sent'): string => frames.map((frame) => frame[key]).join();

function differenceOfFrames(now: readonly Frame[], before: readonly Frame[]): string | null {
  if (list(now, 'picture') !== list(before, 'picture')) {
    const sorted = [now, before].map((frames) =>
      frames
        .map(({ picture }) => picture)
        .toSorted()
        .join(),
    );
    return sorted[0] === sorted[1] ? 'order of frames' : 'frames';
  }
  return list(now, 'sent') === list(before, 'sent') ? null : SETTING_NAMES.maxPixels;
}
