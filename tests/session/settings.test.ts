import { describe, expect, test } from 'vitest';
import { checkSetting, noteOnServerUrl } from '../../src/session/index.ts';
import type { Settings } from '../../src/session/index.ts';
import { defaultSettings, problemOf, samplingOf, serverOf } from '../../src/session/settings.ts';

describe('a field', () => {
  const good: [keyof Settings, string][] = [
    ['temperature', '0'],
    ['temperature', ' 0.7 '],
    ['temperature', '2'],
    ['topP', '1'],
    ['topP', '0.01'],
    ['maxTokens', '1'],
    ['maxTokens', '8192'],
    ['prompt', 'Tell me.'],
    ['model', ''],
    ['apiKey', ''],
    ['systemPrompt', ''],
    ['serverUrl', 'http://localhost:8000/v1'],
    ['serverUrl', 'localhost:8000'],
  ];
  test.each(good)('%s takes “%s”', (field, value) => {
    expect(checkSetting(field, value)).toBeNull();
  });

  const bad: [keyof Settings, string, RegExp][] = [
    ['temperature', '-0.1', /from 0 to 2/],
    ['temperature', '2.1', /from 0 to 2/],
    ['temperature', '', /from 0 to 2/],
    ['temperature', '0,7', /from 0 to 2/],
    ['temperature', 'warm', /from 0 to 2/],
    ['temperature', 'Infinity', /from 0 to 2/],
    ['topP', '0', /above 0 and at most 1/],
    ['topP', '1.01', /above 0 and at most 1/],
    ['topP', ' ', /above 0 and at most 1/],
    ['maxTokens', '0', /whole number, at least 1/],
    ['maxTokens', '1.5', /whole number, at least 1/],
    ['maxTokens', '-1', /whole number, at least 1/],
    ['maxTokens', 'Infinity', /whole number, at least 1/],
    ['prompt', ' \n', /empty/],
    ['serverUrl', '', /./],
    ['serverUrl', 'ftp://localhost', /./],
  ];
  test.each(bad)('%s says what it takes instead of “%s”', (field, value, sentence) => {
    expect(checkSetting(field, value)).toMatch(sentence);
  });

  test('of the server says how it is read where that is not what was typed', () => {
    expect(noteOnServerUrl('http://localhost:8000/v1')).toBeNull();
    expect(noteOnServerUrl('localhost:8000')).toContain('http://localhost:8000/v1');
    expect(noteOnServerUrl('')).toBeNull();
  });
});

describe('before sending', () => {
  test('the defaults with a frame are fine', () => {
    expect(problemOf(defaultSettings, 1)).toBeNull();
  });

  test('no frames come first', () => {
    expect(problemOf({ ...defaultSettings, prompt: '' }, 0)?.sentence).toMatch(/no frames/);
  });

  const wrong: [Partial<Settings>, string, RegExp][] = [
    [{ serverUrl: 'ftp://x', temperature: '9' }, 'address', /./],
    [{ temperature: '9', topP: '9' }, 'sampling', /Temperature/],
    [{ topP: '9', maxTokens: '0' }, 'sampling', /Top-p/],
    [{ maxTokens: '0', prompt: '' }, 'sampling', /Max tokens/],
    [{ prompt: '' }, 'sampling', /prompt is empty/],
  ];
  test.each(wrong)('%o is a problem', (change, kind, sentence) => {
    const problem = problemOf({ ...defaultSettings, ...change }, 1);
    expect(problem).toMatchObject({ kind, said: null, status: null });
    expect(problem?.sentence).toMatch(sentence);
    expect(problem?.advice).not.toBe('');
  });
});

test('what is sent are numbers and trimmed names', () => {
  const settings = { ...defaultSettings, temperature: ' 1 ', topP: '.5', maxTokens: '1e3', model: ' mine ' };
  expect(samplingOf(settings, 3)).toEqual({
    temperature: 1,
    topP: 0.5,
    maxTokens: 1000,
    repetitionPenalty: 1,
    seed: 3,
  });
  expect(serverOf(settings)).toEqual({ baseUrl: 'http://localhost:8000/v1', model: 'mine', apiKey: '' });
});
