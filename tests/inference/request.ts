import type { Arrival, CompletionRequest, Outcome, Server } from '../../src/inference/index.ts';

/** Two pictures of one pixel. */
export const PICTURES = [
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7',
];

/** A request for a story from two pictures, with some fields of its server replaced. */
export function requestTo(server: Partial<Server> = {}): CompletionRequest {
  return {
    server: { baseUrl: 'http://localhost:8000/v1', model: 'daniel3303/QwenStoryteller', apiKey: '', ...server },
    systemPrompt: 'Tell stories.',
    prompt: 'Tell one from these images.',
    pictures: PICTURES,
    sampling: {
      temperature: 0.7,
      topP: 0.9,
      topK: -1,
      minP: 0,
      repetitionPenalty: 1.05,
      maxTokens: 8192,
      seed: 7,
      stop: [],
      extra: {},
    },
    kept: '',
  };
}

export interface Gathered {
  readonly arrivals: readonly Arrival[];
  readonly text: string;
  readonly outcome: Outcome;
}

/** Reads a completion to its end. Checks that it has exactly one `end` and that this is the last arrival. */
export async function gather(completion: AsyncIterable<Arrival>): Promise<Gathered> {
  const arrivals: Arrival[] = [];
  for await (const arrival of completion) arrivals.push(arrival);
  const last = arrivals.at(-1);
  const ends = arrivals.filter(({ type }) => type === 'end').length;
  if (last?.type !== 'end' || ends !== 1) throw new Error(`${ends} ends, and the last arrival is ${last?.type}`);
  return { arrivals, text: textOf(arrivals), outcome: last.outcome };
}

function textOf(arrivals: readonly Arrival[]): string {
  return arrivals.map((arrival) => (arrival.type === 'text' ? arrival.text : '')).join('');
}
