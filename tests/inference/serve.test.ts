import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serveCommand } from '../../src/inference/index.ts';

type Needs = Parameters<typeof serveCommand>[0];

const NEEDS: Needs = {
  version: '0.16.0',
  model: 'daniel3303/QwenStoryteller',
  frames: 17,
  tokens: 30_000,
  maxPixels: 1_003_520,
  origin: 'http://localhost:4173',
  port: '8000',
  hasKey: false,
};

const commandOf = (changes: Partial<Needs> = {}): string => serveCommand({ ...NEEDS, ...changes });

/** What a real shell makes of the lines: the words that `vllm` would be given, one list for each line. */
function wordsOf(commands: readonly string[], key = 'secret key'): string[][] {
  const script = ['vllm() { printf "%s\\0" "$#" "$@"; }', ...commands].join('\n');
  const env = { PATH: '/nonexistent', VLLM_API_KEY: key };
  const options = { input: script, env, cwd: tmpdir(), encoding: 'utf8', stdio: 'pipe' } as const;
  const output = execFileSync('/bin/sh', ['-eu'], options);
  const told = output.split('\0');
  expect(told.pop()).toBe('');
  const lines: string[][] = [];
  while (told.length > 0) lines.push(told.splice(0, Number(told.shift())));
  return lines;
}

/** The word after this one. */
function optionOf(changes: Partial<Needs>, name: string): string | undefined {
  const [words = []] = wordsOf([commandOf(changes)]);
  const at = words.indexOf(name);
  return at === -1 ? undefined : words[at + 1];
}

test('the line to paste', () => {
  expect(commandOf()).toBe(
    [
      'vllm serve daniel3303/QwenStoryteller',
      '--max-model-len 32768',
      `--limit-mm-per-prompt '{"image":17}'`,
      `--mm-processor-kwargs '{"max_pixels":1003520}'`,
      `--allowed-origins '["http://localhost:4173"]'`,
    ].join(' \\\n  '),
  );
});

test('with all there is to say', () => {
  const [words = []] = wordsOf([commandOf({ port: '8001', hasKey: true, version: '0.8.4' })]);
  expect(words.join(' ')).toBe(
    [
      'serve daniel3303/QwenStoryteller --max-model-len 32768 --limit-mm-per-prompt image=17',
      '--mm-processor-kwargs {"max_pixels":1003520} --allowed-origins ["http://localhost:4173"]',
      '--port 8001 --api-key secret key',
    ].join(' '),
  );
  expect(words).toHaveLength(14);
});

test.each([
  ['0.7.3', 'image=17'],
  ['v0.8.4', 'image=17'],
  ['0.8.4.post1', 'image=17'],
  ['0.8.5', '{"image":17}'],
  ['0.8.5.post1', '{"image":17}'],
  ['0.9.2', '{"image":17}'],
  ['0.10.0', '{"image":17}'],
  ['v0.31.0', '{"image":17}'],
  ['0.11.1.dev7+gabc1234', '{"image":17}'],
  ['1.0.0', '{"image":17}'],
  ['dev', '{"image":17}'],
  [null, '{"image":17}'],
])('vLLM %s wants the limit of images as %s', (version, limit) => {
  expect(optionOf({ version }, '--limit-mm-per-prompt')).toBe(limit);
});

test.each([
  [1, '8192'],
  [8192, '8192'],
  [8193, '16384'],
  [16_385, '32768'],
  [65_536, '65536'],
  [65_537, '128000'],
  [128_000, '128000'],
  [128_001, '129000'],
  [200_000, '200000'],
])('%i tokens need a context of %s', (tokens, context) => {
  expect(optionOf({ tokens }, '--max-model-len')).toBe(context);
});

test('without frames there is room for one', () => {
  expect(optionOf({ frames: 0 }, '--limit-mm-per-prompt')).toBe('{"image":1}');
  expect(optionOf({ frames: 0, version: '0.7.3' }, '--limit-mm-per-prompt')).toBe('image=1');
});

test('a model whose processor knows no limit of pixels is not given one', () => {
  expect(commandOf({ maxPixels: null })).not.toContain('--mm-processor-kwargs');
});

test('the port of vLLM goes without saying, and so does one that the address does not name', () => {
  expect(commandOf({ port: '8000' })).not.toContain('--port');
  expect(commandOf({ port: '' })).not.toContain('--port');
  expect(optionOf({ port: '9000' }, '--port')).toBe('9000');
});

test('the key is no part of the line: the shell puts it there', () => {
  expect(commandOf({ hasKey: false })).not.toContain('key');
  expect(commandOf({ hasKey: true })).toMatch(/ --api-key "\$VLLM_API_KEY"$/);
});

describe('in a real shell', () => {
  const hostile = [
    "'; touch escaped; '",
    "a'b",
    "''",
    '$(exit 7)',
    '`exit 7`',
    '${VLLM_API_KEY}',
    '$VLLM_API_KEY',
    'a"; exit 7; "',
    'a\\',
    "\\'; exit 7; #",
    'a\nexit 7',
    'a\n',
    '\r\n',
    ' ',
    '',
    '~root',
    '/*',
    '{a,b}',
    '!!',
    '# comment',
    '&& exit 7',
    '| exit 7',
    '> escaped',
    'a;exit',
    'Éva 🐈',
    '\u2028exit',
    'C:\\models\\teller',
    'daniel3303/QwenStoryteller@main',
  ];

  test('a hostile name is one word, and nothing but a word', () => {
    const words = wordsOf(hostile.map((model) => commandOf({ model })));
    expect(words.map(([, model]) => model)).toEqual(hostile);
    for (const line of words) expect([line[0], ...line.slice(2)]).toEqual(wordsOf([commandOf()])[0]?.toSpliced(1, 1));
  });

  test('so is a hostile origin', () => {
    const words = wordsOf(hostile.map((origin) => commandOf({ origin })));
    expect(words.map((line) => JSON.parse(line.at(-1) ?? ''))).toEqual(hostile.map((origin) => [origin]));
    expect(new Set(words.map(({ length }) => length))).toEqual(new Set([10]));
  });

  test('a name that looks like an option is none', () => {
    for (const model of ['--trust-remote-code', '-h', '--port=1', '--config=/etc/passwd']) {
      expect(wordsOf([commandOf({ model })])[0]).not.toContain(model);
    }
  });

  test('whatever the name is', () => {
    const piece = fc.oneof(
      fc.constantFrom("'", '"', '\\', '$', '`', '(', ')', ';', '\n', ' ', '!', '*', '~', '#', '&', '|', '<', '>', '='),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    // A shell knows no word with a NUL in it.
    const name = fc.array(piece, { maxLength: 8 }).map((pieces) => `a${pieces.join('').replaceAll('\0', '')}`);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 50 }), (models) => {
        const words = wordsOf(models.map((model) => commandOf({ model, origin: model })));
        expect(words.map((line) => [line[1], line.at(-1)])).toEqual(
          models.map((model) => [model, JSON.stringify([model])]),
        );
      }),
      { numRuns: 40 },
    );
  });
});

test('a page from disk has the origin that its browser sends', () => {
  expect(optionOf({ origin: 'null' }, '--allowed-origins')).toBe('["null"]');
});
