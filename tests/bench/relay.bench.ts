// Measures the cost of the relay: the same answers of the replay server directly, through `npm start` and through a plain
// TCP pipe, in turn. Relay and pipe are separate processes; if the pipe misses a goal, too, the machine is busy. For
// throughput the replay server is a separate process; for delays it is in this one, so that both times come from one clock.
import { spawn } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type ServerResponse, request as open } from 'node:http';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startApp } from '../helpers/start-app.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { sampleCompletion } from './sample.ts';
import { median } from './text-table.mjs';

const root = process.cwd();
const ROUNDS = 30;
/** Events of each paced stream, and rounds for each way: 20 s at 200 events a second. */
const PACED = 200;
const TURNS = 20;
const RATE = 200;

interface Stream {
  readonly bytes: number;
  /** When each event was complete, in milliseconds of the clock. */
  readonly events: readonly number[];
  /** Milliseconds from the request to the first byte of the body, and to the end. */
  readonly first: number;
  readonly whole: number;
}

/** Requests a story and reads it as it arrives. */
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

/** A percentile of the numbers. */
function percentile(numbers: readonly number[], hundredths: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.ceil((numbers.length * hundredths) / 100) - 1] ?? Number.NaN;
}

const WAYS = ['direct', 'pipe', 'relay'] as const;
type Way = (typeof WAYS)[number];
type Numbers = Record<Way, number[]>;
const none = (): Numbers => ({ direct: [], pipe: [], relay: [] });

const goals: { wanted: string; measured: string; met: boolean }[] = [];
const ms = (time: number) => `${time.toFixed(2)} ms`;

/** Running servers, so that all are ended also after a failure. */
const ends: (() => unknown)[] = [];

/** Starts a script of the repository. @returns its output, as soon as that matches the pattern */
async function runScript(args: readonly string[], pattern: RegExp): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(() => child.kill());
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (printed: string) => {
    output += printed;
  });
  while (!pattern.test(output)) await once(child.stdout, 'data');
  return pattern.exec(output)?.[1] ?? '';
}

/** The address of a server for each way. */
async function waysTo(port: string): Promise<Record<Way, string>> {
  const direct = `http://127.0.0.1:${port}`;
  const app = await startApp({ args: ['--server', direct], folder: root });
  ends.push(async () => app.end());
  const pipe = await runScript(['tests/bench/tcp-pipe.mjs', port], /port (\d+)\./);
  return { direct, pipe: `http://127.0.0.1:${pipe}`, relay: `http://127.0.0.1:${app.port}/relay/1` };
}

/** Measures all ways in turn, each time in another order. */
const turn = (round: number): Way[] => WAYS.map((_, i) => WAYS[(i + round) % WAYS.length] ?? 'direct');

async function measureThroughput(): Promise<void> {
  const file = join(tmpdir(), 'storylens-bench-relay.txt');
  writeFileSync(file, sampleCompletion(85));
  const command = ['scripts/replay/cli.mjs', file, '--port', '0', '--speed', 'max'];
  const ways = await waysTo(await runScript(command, /localhost:(\d+)[^]*Ctrl/));
  const rates = none();
  const firsts = none();
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of turn(round)) {
      const { bytes, whole, first } = await tell(ways[way]);
      // The first third warms up the compilers of all processes.
      if (round < ROUNDS / 3) continue;
      rates[way].push(bytes / whole / 1000);
      firsts[way].push(first);
    }
  }
  const rate = (way: Way) => median(rates[way]);
  console.log(`unpaced: ${WAYS.map((way) => `${way} ${rate(way).toFixed(1)} MB/s`).join(', ')} (medians)`);
  const lower = (way: Way) => 100 * (1 - rate(way) / rate('direct'));
  goals.push({
    wanted: 'throughput of an unpaced replay at most 10 % lower',
    measured: `${lower('relay').toFixed(1)} % (the pipe: ${lower('pipe').toFixed(1)} %)`,
    met: lower('relay') <= 10,
  });
  console.log(`first word: ${WAYS.map((way) => `${way} ${ms(median(firsts[way]))}`).join(', ')} (medians)`);
  const later = (way: Way) => median(firsts[way]) - median(firsts.direct);
  goals.push({
    wanted: 'the first word at most 20 ms later',
    measured: `${ms(later('relay'))} (the pipe: ${ms(later('pipe'))})`,
    met: later('relay') <= 20,
  });
}

async function measureDelay(): Promise<void> {
  // One time for each event: the replay server writes each event separately.
  let sent: number[] = [];
  subscribe('http.server.request.start', (message) => {
    const { response } = message as { response: ServerResponse };
    const write = response.write.bind(response);
    response.write = ((...given: Parameters<typeof write>) => {
      sent.push(performance.now());
      return write(...given);
    }) as typeof response.write;
  });
  const replay = await startReplay({ text: sampleCompletion(17).slice(0, PACED), cut: 1, tokensPerSecond: RATE });
  ends.push(replay.close);
  const ways = await waysTo(String(replay.port));
  const delays = none();
  for (let round = 0; round < TURNS; round++) {
    for (const way of turn(round)) {
      sent = [];
      const { events } = await tell(ways[way]);
      if (events.length !== sent.length) throw new Error(`${sent.length} events were sent, ${events.length} came.`);
      delays[way].push(...events.map((at, i) => at - (sent[i] ?? Number.NaN)));
    }
  }
  for (const way of WAYS) {
    const times = delays[way];
    console.log(
      `${RATE} events a second, ${way}: median ${ms(median(times))}, 99 of 100 within ${ms(percentile(times, 99))}`,
    );
  }
  const added = (way: Way) => percentile(delays[way], 99) - median(delays.direct);
  goals.push({
    wanted: `at ${RATE} tokens/s an event is delayed by at most 5 ms, 99 of 100`,
    measured: `${ms(added('relay'))} (the pipe: ${ms(added('pipe'))})`,
    met: added('relay') <= 5,
  });
}

const [load = 0] = loadavg();
console.log(
  `${availableParallelism()} processors with a load of ${load.toFixed(1)}: all that runs beside this costs time.`,
);
try {
  await measureThroughput();
  await measureDelay();
} finally {
  for (const end of ends) await end();
}
console.log('\nGoals');
for (const { wanted, measured, met } of goals) console.log(`  ${met ? 'met   ' : 'missed'}  ${wanted}: ${measured}`);
