import { describe, expect, test } from 'vitest';
import { checkSetting, noteOnServer } from '../../src/session/index.ts';
import type { Settings, TextSetting } from '../../src/session/index.ts';
import { defaultSettings } from '../../src/session/recipes.ts';
import { problemOf, samplingOf, serverOf } from '../../src/session/settings.ts';

describe('a field', () => {
  const good: [TextSetting, string][] = [
    ['temperature', '0'],
    ['temperature', ' 0.7 '],
    ['temperature', '2'],
    ['topP', '1'],
    ['topP', '0.01'],
    ['topK', '-1'],
    ['topK', ' 40 '],
    ['minP', '0'],
    ['minP', '1'],
    ['repetitionPenalty', '1'],
    ['repetitionPenalty', '2'],
    ['repetitionPenalty', '0.9'],
    ['maxTokens', '1'],
    ['maxTokens', '8192'],
    ['seed', ''],
    ['seed', ' '],
    ['seed', '0'],
    ['seed', '9007199254740991'],
    ['stop', ''],
    ['stop', '</gdi>\n\n'],
    ['extra', ''],
    ['extra', ' \n'],
    ['extra', '{}'],
    ['extra', '{"constructor": 1}'],
    ['extra', '{"min_tokens": 100, "logit_bias": {"5": -1}}'],
    ['recipe', 'Mine'],
    ['prompt', 'Tell me.'],
    ['model', ''],
    ['apiKey', ''],
    ['systemPrompt', ''],
    ['serverUrl', 'http://localhost:8000/v1'],
    ['serverUrl', 'localhost:8000'],
  ];
  test.each(good)('%s accepts “%s”', (field, value) => {
    expect(checkSetting(field, value)).toBeNull();
  });

  const bad: [TextSetting, string, RegExp][] = [
    ['temperature', '-0.1', /from 0 to 2/],
    ['temperature', '2.1', /from 0 to 2/],
    ['temperature', '', /from 0 to 2/],
    ['temperature', '0,7', /from 0 to 2/],
    ['temperature', 'warm', /from 0 to 2/],
    ['temperature', 'Infinity', /from 0 to 2/],
    ['topP', '0', /above 0 and at most 1/],
    ['topP', '1.01', /above 0 and at most 1/],
    ['topP', ' ', /above 0 and at most 1/],
    // vLLM accepts this only since v0.8.6.
    ['topK', '0', /at least 1, or -1/],
    ['topK', '-2', /at least 1, or -1/],
    ['topK', '1.5', /at least 1, or -1/],
    ['topK', '', /at least 1, or -1/],
    ['minP', '-0.1', /from 0 to 1/],
    ['minP', '1.1', /from 0 to 1/],
    ['minP', '', /from 0 to 1/],
    ['repetitionPenalty', '0', /above 0 and at most 2/],
    ['repetitionPenalty', '-1', /above 0 and at most 2/],
    ['repetitionPenalty', '2.1', /above 0 and at most 2/],
    ['repetitionPenalty', '', /above 0 and at most 2/],
    ['seed', '-1', /whole number, or empty/],
    ['seed', '1.5', /whole number, or empty/],
    ['seed', 'lucky', /whole number, or empty/],
    ['seed', '9007199254740993', /whole number, or empty/],
    ['extra', '{"min_tokens": }', /cannot be read/],
    ['extra', 'min_tokens: 100', /cannot be read/],
    ['extra', '[1]', /must be an object/],
    ['extra', '12', /must be an object/],
    ['extra', 'null', /must be an object/],
    ['extra', '{"top_k": 5}', /“top_k” is set in the field Top-k, not here/],
    ['extra', '{"max_completion_tokens": 5}', /in the field Max tokens/],
    ['extra', '{"min_tokens": 1, "stream": false}', /“stream” is set by StoryLens itself/],
    ['extra', '{"messages": []}', /by StoryLens itself/],
    ['maxTokens', '0', /whole number, at least 1/],
    ['maxTokens', '1.5', /whole number, at least 1/],
    ['maxTokens', '-1', /whole number, at least 1/],
    ['maxTokens', 'Infinity', /whole number, at least 1/],
    ['prompt', ' \n', /empty/],
    ['serverUrl', '', /./],
    ['serverUrl', 'ftp://localhost', /./],
  ];
  test.each(bad)('%s says which values it takes instead of “%s”', (field, value, sentence) => {
    expect(checkSetting(field, value)).toMatch(sentence);
  });

  test('for the server says which address is used if it differs from the text', () => {
    const note = (serverUrl: string): string | null =>
      noteOnServer({ settings: { ...defaultSettings, serverUrl }, relays: [] });
    expect(note('http://localhost:8000/v1')).toBeNull();
    expect(note('localhost:8000')).toContain('http://localhost:8000/v1');
    expect(note('')).toBeNull();
  });

  test('for the server says that the relay is used', () => {
    const relays = [{ target: 'http://localhost:8000', url: 'http://localhost:5173/relay/1' }];
    const note = noteOnServer({ settings: { ...defaultSettings, serverUrl: '127.0.0.1:8000' }, relays });
    expect(note).toBe('http://localhost:8000, through StoryLens’s own server.');
  });
});

describe('before sending', () => {
  test('the defaults with a frame have no problem', () => {
    expect(problemOf(defaultSettings, 1)).toBeNull();
  });

  test('missing frames are the first problem', () => {
    expect(problemOf({ ...defaultSettings, prompt: '' }, 0)?.sentence).toMatch(/no frames/);
  });

  const wrong: [Partial<Settings>, string, RegExp][] = [
    [{ serverUrl: 'ftp://x', temperature: '9' }, 'address', /./],
    [{ temperature: '9', topP: '9' }, 'sampling', /Temperature/],
    [{ topP: '9', topK: '0' }, 'sampling', /Top-p/],
    [{ topK: '0', minP: '7' }, 'sampling', /Top-k/],
    [{ minP: '7', repetitionPenalty: '0' }, 'sampling', /Min-p/],
    [{ repetitionPenalty: '0', maxTokens: '0' }, 'sampling', /Repetition penalty/],
    [{ maxTokens: '0', seed: 'x' }, 'sampling', /Max tokens/],
    [{ seed: 'x', extra: '{' }, 'sampling', /Seed/],
    [{ extra: '{' }, 'sampling', /extra JSON cannot be read/],
    [{ prompt: '', temperature: '9' }, 'sampling', /prompt is empty/],
  ];
  test.each(wrong)('%o is a problem', (change, kind, sentence) => {
    const problem = problemOf({ ...defaultSettings, ...change }, 1);
    expect(problem).toMatchObject({ kind, said: null, status: null });
    expect(problem?.sentence).toMatch(sentence);
    expect(problem?.advice).not.toBe('');
  });
});

describe('the request', () => {
  test('contains numbers and trimmed names', () => {
    const settings = {
      ...defaultSettings,
      temperature: ' 1 ',
      topP: '.5',
      topK: ' 20',
      minP: '0.05',
      repetitionPenalty: '1.1',
      maxTokens: '1e3',
      model: ' mine ',
    };
    expect(samplingOf(settings, 3)).toEqual({
      temperature: 1,
      topP: 0.5,
      topK: 20,
      minP: 0.05,
      repetitionPenalty: 1.1,
      maxTokens: 1000,
      seed: 3,
      stop: [],
      extra: {},
    });
    expect(serverOf({ settings, relays: null })).toEqual({
      baseUrl: 'http://localhost:8000/v1',
      model: 'mine',
      apiKey: '',
    });
  });

  test('contains the author’s parameters by default, all of them explicit', () => {
    expect(samplingOf(defaultSettings, 3)).toEqual({
      temperature: 0.7,
      topP: 0.9,
      topK: -1,
      minP: 0,
      repetitionPenalty: 1,
      maxTokens: 8192,
      seed: 3,
      stop: [],
      extra: {},
    });
  });

  test('contains the seed of the settings, also zero, or else a new one', () => {
    expect(samplingOf({ ...defaultSettings, seed: ' 0 ' }, 3).seed).toBe(0);
    expect(samplingOf({ ...defaultSettings, seed: ' ' }, 3).seed).toBe(3);
  });

  test('contains the stop texts, one for each line that is not empty', () => {
    const { stop } = samplingOf({ ...defaultSettings, stop: '</gdi> \n\n  The end' }, 3);
    expect(stop).toEqual(['</gdi> ', '  The end']);
  });

  test('contains the extra fields unchanged', () => {
    const extra = { min_tokens: 100, repetition_detection: { max_pattern_size: 40 } };
    expect(samplingOf({ ...defaultSettings, extra: ` ${JSON.stringify(extra)}\n` }, 3).extra).toEqual(extra);
  });
});
