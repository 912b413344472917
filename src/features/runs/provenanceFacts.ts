import { sayNumber } from '../../grounding/base.ts';
import { SETTING_NAMES } from '../../session/index.ts';
import type { Run } from '../../session/index.ts';
import { endOf } from './entries.ts';

const times = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

const NUMBERS = ['temperature', 'topP', 'topK', 'minP', 'repetitionPenalty', 'maxTokens', 'seed'] as const;

/** The facts of a request of a run, as names and values. */
export function factsOf(run: Run, index: number): readonly (readonly [name: string, value: string])[] {
  const segment = run.segments[index];
  if (segment === undefined) return [];
  const { request, startedAt, took, tokens, promptTokens, outcome, omitted = [], from } = segment;
  const { sampling } = request;
  const facts: (readonly [string, string | null])[] = [
    ['Model', request.model || 'the server’s only model'],
    ['Server', request.baseUrl],
    ['Relay', request.relay === undefined ? null : 'StoryLens’s own server passed the request on'],
    ['vLLM', request.version ?? null],
    ['Sent', times.format(startedAt)],
    ['Took', took === null ? null : `${sayNumber(took / 1000, 1)} s`],
    ['Ended', endOf(outcome)],
    [
      'Tokens',
      `${promptTokens === null ? '' : `${sayNumber(promptTokens)} of the prompt, `}${sayNumber(tokens)} written`,
    ],
    ['Kept text', from === 0 ? null : `the first ${sayNumber(from)} characters`],
    ...NUMBERS.map((field) => [capital(SETTING_NAMES[field]), String(sampling[field])] as const),
    ['Stop texts', sampling.stop.length === 0 ? null : sampling.stop.map((text) => JSON.stringify(text)).join(', ')],
    ['Extra JSON', Object.keys(sampling.extra).length === 0 ? null : JSON.stringify(sampling.extra)],
    ['Left out', omitted.length === 0 ? null : `${omitted.join(', ')}: the server does not know them`],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
