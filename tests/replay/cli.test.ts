import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { parseArguments, parseFault } from '../../scripts/replay/arguments.mjs';
import { textOf } from '../../scripts/replay/client.mjs';

const cli = fileURLToPath(new URL('../../scripts/replay/cli.mjs', import.meta.url));
/** Any text will do, so this file is the completion. */
const file = fileURLToPath(import.meta.url);

/** Runs the command until it ends. */
async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [cli, ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => (out += piece));
  child.stderr.on('data', (piece) => (err += piece));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

/** Starts the command and waits for its address. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, [cli, '--port', '0', ...args]);
  onTestFinished(() => void child.kill());
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = (line: string) => {
        const found = pattern.exec(line);
        if (found !== null) resolve(found[1] ?? line);
      };
      lines.forEach(look);
      reader.on('line', look);
    });
  reader.on('line', (line) => lines.push(line));
  const url = await until(/^Server URL: (.*)$/);
  await until(/^Ctrl\+C/);
  return { child, lines, url, until };
}

const ask = (url: string) =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [], stream: true }),
  });

test('it replays a file, prints its address and settings, and logs each request', async () => {
  const { lines, url, until } = await start(file, '--speed', 'max', '--model', 'teller');
  expect(lines.join('\n')).toMatch(
    /^Replaying .*cli\.test\.ts\n {2}[\d,]+ tokens, as fast as can be\nServer URL: http:\/\/localhost:\d+\/v1\n.*press Generate\. Model: teller\nCtrl\+C ends it\.$/,
  );
  expect(textOf(await (await ask(url)).text())).toContain('This file is as good a text as any.');
  expect(await until(/^POST .*/)).toMatch(/^POST \/v1\/chat\/completions: answered, [\d,]+ characters sent$/);
});

test('Enter continues a stalled answer', async () => {
  const { child, lines, url } = await start(file, '--speed', 'max', '--fault', 'queue');
  expect(lines.join('\n')).toContain('press Enter here');
  const response = await ask(url);
  child.stdin.write('\n');
  expect(textOf(await response.text())).toContain('This file');
});

test('--help prints the help and exits with 0', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  for (const word of ['FILE', '--port', '--speed', '--thinking', '--fault', 'cut@400', 'npm run replay']) {
    expect(out).toContain(word);
  }
});

test.each([
  [['no-such-file.txt'], "There is no file 'no-such-file.txt'."],
  [[fileURLToPath(new URL('.', import.meta.url))], 'is a folder'],
  [['a.txt', 'b.txt'], 'One file at a time, please: got a.txt and b.txt.'],
  [['--frobnicate'], 'There is no option --frobnicate.'],
  [['--port'], '--port needs a value after it.'],
  [['--help=yes'], '--help takes no value.'],
  [['--port', '70000'], "--port takes a whole number from 0 to 65535, not '70000'."],
  [['--speed', 'fast'], "--speed takes a number of tokens a second, or max, not 'fast'."],
  [['--cut', '0'], "--cut takes a whole number from 1 up, not '0'."],
  [['--thinking', 'deep'], '--thinking takes inline, reasoning, reasoning_content, both or alternating, not'],
  [['--rest', 'both'], "--rest takes reasoning or content, not 'both'."],
  [['--waiting', 'many'], "--waiting takes a whole number from 0 up, not 'many'."],
  [['--vllm', 'newest'], "--vllm takes a release such as 0.11.0, not 'newest'."],
  [['--split', 'random'], '--split takes events, events-apart, bytes or random:SEED'],
  [['--fault', 'cut'], "--fault does not know 'cut'. It looks like cut@400, queue or 503; see --help."],
  [['--fault', 'melt@4'], "--fault does not know 'melt@4'."],
])('%o is put in a sentence, with exit code 2', async (args, sentence) => {
  const { code, out, err } = await run(...args);
  expect(err).toContain(sentence);
  expect(err).toContain('Try: npm run replay -- --help');
  expect(err).not.toContain('    at ');
  expect([code, out]).toEqual([2, '']);
});

test('a port in use is reported, with exit code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, err } = await run(file, '--port', String(port));
  expect([code, err]).toEqual([
    1,
    `Port ${port} is taken, perhaps by another server. Choose another: --port ${port + 1}\n`,
  ]);
});

test('every option is read', () => {
  const args = [
    '--port',
    '9',
    '--speed',
    '2.5',
    '--cut',
    '4',
    '--thinking',
    'both',
    '--vllm',
    'v0.12.0',
    '--model',
    'm',
    '--served-model-name',
    'n',
    '--served-model-name',
    'o',
  ];
  const more = [
    '--rest',
    'content',
    '--waiting',
    '6',
    '--lora',
    'a',
    '--lora',
    'b',
    '--context',
    '100',
    '--images',
    '2',
    '--key',
    'k',
    '--origin',
    'http://a',
  ];
  expect(parseArguments([...args, ...more, '--split', 'random:7', '--fault', 'cut@4', 'story.txt'])).toEqual({
    file: 'story.txt',
    port: 9,
    options: {
      tokensPerSecond: 2.5,
      cut: 4,
      reasoning: 'both',
      version: '0.12.0',
      model: 'm',
      servedNames: ['n', 'o'],
      continuesThinkingIn: 'content',
      waiting: 6,
      maxModelLen: 100,
      adapters: [
        { id: 'a', root: 'a' },
        { id: 'b', root: 'b' },
      ],
      imageLimit: 2,
      apiKey: 'k',
      cors: { origins: ['http://a'] },
      split: { seed: 7 },
      fault: { kind: 'cut', after: 4 },
    },
  });
  expect(parseArguments([])).toEqual({ file: null, port: 8000, options: { tokensPerSecond: 50 } });
});

test('every fault is read', () => {
  expect(parseFault('stall@40c')).toEqual({ kind: 'stall', after: { chars: 40 } });
  expect(parseFault('error@0')).toEqual({ kind: 'error-event', after: 0 });
  expect(parseFault('abort@7')).toEqual({ kind: 'finish', reason: 'abort', after: 7 });
  expect(parseFault('no-finish@7')).toEqual({ kind: 'no-finish', after: 7 });
  expect(parseFault('malformed@7')).toEqual({ kind: 'malformed', after: 7 });
  for (const kind of ['queue', 'silence', 'full', 'dead', 'loading', 'scaling'])
    expect(parseFault(kind)).toEqual({ kind });
  expect(parseFault('503')).toEqual({ kind: 'status', status: 503 });
});
