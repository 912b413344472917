// What the relay costs: the same answers of the replay server, through `npm start` and directly, by turns in one run.
// The relay is a process of its own. The replay server is another one where throughput is measured; where delays are, it
// is in this process, so that sending and arriving are read from one clock.
import { spawn } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type ServerResponse, request as open } from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startApp } from '../helpers/start-app.ts';
import { startReplay } from '../helpers/replay-server.mjs';
import { sampleCompletion } from './sample.ts';
import { median } from './sheet.mjs';

const root = process.cwd();
const ROUNDS = 30;
/** Events of each paced stream: 10 s at 200 a second. */
const PACED = 2000;
const RATE = 200;

interface Stream {
  readonly bytes: number;
  /** Milliseconds of the clock at which each event was whole. */
  readonly events: readonly number[];
  /** Milliseconds from the request to the first byte of the body, and to the end. */
  readonly first: number;
  readonly whole: number;
}

/** Asks for a story and reads it as it comes. */
async function tell(base: string): Promise<Stream> {
  const body = JSON.stringify({
    messages: [{ role: 'user', content: 'Tell the story.' }],
    stream: true,
  });
  const headers = {
    'x-storylens': 'page',
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const start = performance.now();
  const request = open(`${base}/v1/chat/completions`, { method: 'POST', headers, agent: false });
  request.end(body);
  const [answer] = await once(request, 'response');
  if (answer.statusCode !== 200) throw new Error(`The answer is ${answer.statusCode}: ${await text(answer)}`);
  const events: number[] = [];
  let bytes = 0;
  let first = 0;
  let last = 0;
  answer.on('data', (piece: Buffer) => {
    const now = performance.now();
    if (bytes === 0) first = now - start;
    bytes += piece.length;
    for (const byte of piece) {
      if (byte === 10 && last === 10) events.push(now);
      last = byte === 10 && last === 10 ? 0 : byte;
    }
  });
  await once(answer, 'end');
  return { bytes, events, first, whole: performance.now() - start };
}

/** The lowest number that so many hundredths of the others do not exceed. */
function percentile(numbers: readonly number[], hundredths: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.ceil((numbers.length * hundredths) / 100) - 1] ?? Number.NaN;
}

const goals: { wanted: string; measured: string; met: boolean }[] = [];
const ms = (time: number) => `${time.toFixed(2)} ms`;

async function relayTo(url: string) {
  const app = await startApp({ args: ['--server', url], folder: root });
  ends.push(() => app.end());
  return `http://127.0.0.1:${app.port}/relay/1`;
}

async function measureThroughput(): Promise<void> {
  const file = join(tmpdir(), 'storylens-bench-relay.txt');
  writeFileSync(file, sampleCompletion(85));
  const command = ['tests/helpers/replay-cli.mjs', file, '--port', '0', '--speed', 'max'];
  const replay = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(() => replay.kill());
  let output = '';
  replay.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  while (!output.includes('Ctrl+C')) await once(replay.stdout, 'data');
  const direct = `http://127.0.0.1:${/localhost:(\d+)/.exec(output)?.[1]}`;
  const relay = await relayTo(direct);

  const rates: { direct: number[]; relay: number[] } = { direct: [], relay: [] };
  const firsts: { direct: number[]; relay: number[] } = { direct: [], relay: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of round % 2 ? (['direct', 'relay'] as const) : (['relay', 'direct'] as const)) {
      const { bytes, whole, first } = await tell(way === 'direct' ? direct : relay);
      // The first third warms up the compilers of all three.
      if (round < ROUNDS / 3) continue;
      rates[way].push(bytes / whole / 1000);
      firsts[way].push(first);
    }
  }
  const [d, r] = [median(rates.direct), median(rates.relay)];
  console.log(`unpaced: direct ${d.toFixed(1)} MB/s, relay ${r.toFixed(1)} MB/s`);
  const lower = 100 * (1 - r / d);
  goals.push({
    wanted: 'throughput of an unpaced replay at most 10 % lower',
    measured: lower > 0 ? `${lower.toFixed(1)} % lower` : `${(-lower).toFixed(1)} % higher`,
    met: lower <= 10,
  });
  console.log(`first word: direct ${ms(median(firsts.direct))}, relay ${ms(median(firsts.relay))} (medians)`);
  const later = percentile(firsts.relay, 95) - median(firsts.direct);
  goals.push({
    wanted: 'the first word at most 20 ms later, 95 of 100 times',
    measured: ms(later),
    met: later <= 20,
  });
}

async function measureDelay(): Promise<void> {
  // One moment for each event: the replay server writes each by itself.
  let sent: number[] = [];
  subscribe('http.server.request.start', (message) => {
    const { response } = message as { response: ServerResponse };
    const write = response.write.bind(response);
    response.write = ((...given: Parameters<typeof write>) => {
      sent.push(performance.now());
      return write(...given);
    }) as typeof response.write;
  });
  const story = sampleCompletion(17);
  const replay = await startReplay({ text: story.slice(0, PACED), cut: 1, tokensPerSecond: RATE });
  ends.push(replay.close);
  const direct = replay.url.replace('/v1', '');
  const relay = await relayTo(direct);
  const delays: { direct: number[]; relay: number[] } = { direct: [], relay: [] };
  replay.set({ tokensPerSecond: Infinity });
  await tell(relay);
  replay.set({ tokensPerSecond: RATE });
  for (const way of ['direct', 'relay', 'direct', 'relay'] as const) {
    sent = [];
    const { events } = await tell(way === 'direct' ? direct : relay);
    if (events.length !== sent.length) throw new Error(`${sent.length} events were sent, ${events.length} came.`);
    delays[way].push(...events.map((at, i) => at - (sent[i] ?? Number.NaN)));
  }
  for (const [way, times] of Object.entries(delays)) {
    console.log(
      `${RATE} events a second, ${way}: median ${ms(median(times))}, 99 of 100 within ${ms(percentile(times, 99))}`,
    );
  }
  const added = percentile(delays.relay, 99) - median(delays.direct);
  goals.push({
    wanted: `at ${RATE} tokens/s an event is delayed by at most 5 ms, 99 of 100`,
    measured: ms(added),
    met: added <= 5,
  });
}

const [load = 0] = loadavg();
console.log(
  `${availableParallelism()} processors with a load of ${load.toFixed(1)}: all that runs beside this costs time.`,
);
/** Servers that are still to be ended, so that a failure leaves none behind. */
const ends: (() => unknown)[] = [];
try {
  await measureThroughput();
  await measureDelay();
} finally {
  for (const end of ends) await end();
}
console.log('\nGoals');
for (const { wanted, measured, met } of goals) console.log(`  ${met ? 'met   ' : 'missed'}  ${wanted}: ${measured}`);
