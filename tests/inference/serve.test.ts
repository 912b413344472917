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

/** Runs the commands in a real shell and returns the arguments that `vllm` receives, one list for each command. */
function wordsOf(commands: readonly string[], key = 'secret key'): string[][] {
  const script = ['vllm() { printf "%s\\0" "$#" "$@"; }', ...commands].join('\n');
  const env = { PATH: '/nonexistent', VLLM_API_KEY: key };
  const options = { input: script, env, cwd: tmpdir(), encoding: 'utf8', stdio: 'pipe' } as const;
  const output = execFileSync('/bin/sh', ['-eu'], options);
  const printed = output.split('\0');
  expect(printed.pop()).toBe('');
  const lines: string[][] = [];
  while (printed.length > 0) lines.push(printed.splice(0, Number(printed.shift())));
  return lines;
}

/** Returns the value of this option in the command. */
function optionOf(changes: Partial<Needs>, name: string): string | undefined {
  const [words = []] = wordsOf([commandOf(changes)]);
  const index = words.indexOf(name);
  return index === -1 ? undefined : words[index + 1];
}

test('the command has the model, context, limits and origin', () => {
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

test('the command can also have a port and a key', () => {
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
])('vLLM %s gets the limit of images as %s', (version, limit) => {
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

test('without frames the limit is one image', () => {
  expect(optionOf({ frames: 0 }, '--limit-mm-per-prompt')).toBe('{"image":1}');
  expect(optionOf({ frames: 0, version: '0.7.3' }, '--limit-mm-per-prompt')).toBe('image=1');
});

test('a model without a pixel limit gets none', () => {
  expect(commandOf({ maxPixels: null })).not.toContain('--mm-processor-kwargs');
});

test('the default port of vLLM and a missing port are left out', () => {
  expect(commandOf({ port: '8000' })).not.toContain('--port');
  expect(commandOf({ port: '' })).not.toContain('--port');
  expect(optionOf({ port: '9000' }, '--port')).toBe('9000');
});

test('the command does not contain the key: the shell inserts it', () => {
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

  test('a hostile model name is passed as one argument', () => {
    const words = wordsOf(hostile.map((model) => commandOf({ model })));
    expect(words.map(([, model]) => model)).toEqual(hostile);
    for (const line of words) expect([line[0], ...line.slice(2)]).toEqual(wordsOf([commandOf()])[0]?.toSpliced(1, 1));
  });

  test('a hostile origin is passed as one argument', () => {
    const words = wordsOf(hostile.map((origin) => commandOf({ origin })));
    expect(words.map((line) => JSON.parse(line.at(-1) ?? ''))).toEqual(hostile.map((origin) => [origin]));
    expect(new Set(words.map(({ length }) => length))).toEqual(new Set([10]));
  });

  test('a model name that looks like an option is not read as one', () => {
    for (const model of ['--trust-remote-code', '-h', '--port=1', '--config=/etc/passwd']) {
      expect(wordsOf([commandOf({ model })])[0]).not.toContain(model);
    }
  });

  test('every model name and origin is passed as one argument', () => {
    const piece = fc.oneof(
      fc.constantFrom("'", '"', '\\', '$', '`', '(', ')', ';', '\n', ' ', '!', '*', '~', '#', '&', '|', '<', '>', '='),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    // An argument cannot contain NUL.
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
