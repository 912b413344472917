import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBaseUrl } from '../../src/inference/server.ts';

test.each([
  ['http://localhost:8000/v1', 'http://localhost:8000/v1', null],
  ['  http://localhost:8000/v1/  ', 'http://localhost:8000/v1', null],
  ['https://gpu.example.org/v1', 'https://gpu.example.org/v1', null],
  ['localhost:8000/v1', 'http://localhost:8000/v1', /http:\/\/ was added\.$/],
  ['localhost:8000', 'http://localhost:8000/v1', /http:\/\/ was added, \/v1 was added/],
  ['//10.0.0.5:8000', 'http://10.0.0.5:8000/v1', /http:\/\/ was added/],
  ['gpubox', 'http://gpubox/v1', /Read as http:\/\/gpubox\/v1/],
  ['http://localhost:8000', 'http://localhost:8000/v1', /\/v1 was added/],
  ['http://localhost:8000/', 'http://localhost:8000/v1', /\/v1 was added/],
  ['http:/localhost:8000/v1', 'http://localhost:8000/v1', null],
  ['HTTPS://Host/v1', 'https://host/v1', null],
  ['http://localhost:8000/v1/chat/completions', 'http://localhost:8000/v1', /shortened to \/v1/],
  ['http://localhost:8000/chat/completions', 'http://localhost:8000/v1', /shortened to \/v1/],
  ['http://localhost:8000/v1/models/', 'http://localhost:8000/v1', /shortened to \/v1/],
  ['http://localhost:8000/v1/v1', 'http://localhost:8000/v1', /shortened to \/v1/],
  ['http://localhost:8000//v1//v1/chat/completions', 'http://localhost:8000/v1', /shortened to/],
  ['https://host/proxy/8000', 'https://host/proxy/8000/v1', /\/v1 was added/],
  ['https://host/api/v1', 'https://host/api/v1', null],
  ['https://host/v1beta/openai', 'https://host/v1beta/openai', null],
  ['http://localhost:8000/v1?key=1#top', 'http://localhost:8000/v1', /everything after the path was left out/],
  ['http://[::1]:8000/v1', 'http://[::1]:8000/v1', null],
])('%s is accepted', (typed, baseUrl, note) => {
  const read = readBaseUrl(typed);
  expect(read).toMatchObject({ ok: true, baseUrl });
  if (!read.ok) return;
  if (note === null) expect(read.note).toBeNull();
  else expect(read.note).toMatch(note);
  expect(readBaseUrl(baseUrl)).toEqual({ ok: true, baseUrl, note: null });
});

test.each([
  ['', 'There is no server URL', 'http://localhost:8000/v1'],
  ['   ', 'There is no server URL', 'http://localhost:8000/v1'],
  ['ftp://localhost/v1', 'begins with ftp://', 'http://localhost:8000/v1'],
  ['file:///C:/models', 'begins with file://', 'http://localhost:8000/v1'],
  ['hello world', 'is not a web address', 'http://localhost:8000/v1'],
  ['http://', 'is not a web address', 'http://localhost:8000/v1'],
  ['http//localhost:8000', 'is not a web address', 'http://localhost:8000/v1'],
  ['localhost:99999', 'is not a web address', 'http://localhost:8000/v1'],
  ['javascript:alert(1)', 'is not a web address', 'http://localhost:8000/v1'],
  ['http://me:secret@host/v1', 'contains a user name', 'API key'],
  ['http://0.0.0.0:8000/v1', 'a browser cannot call', 'http://localhost:8000/v1'],
  ['0.0.0.0:8000', 'a browser cannot call', 'http://localhost:8000/v1'],
])('“%s” is refused', (typed, sentence, advice) => {
  const read = readBaseUrl(typed);
  expect(read).toMatchObject({ ok: false, failure: { kind: 'address', said: null, status: null } });
  if (read.ok) return;
  expect(read.failure.sentence).toContain(sentence);
  expect(read.failure.advice).toContain(advice);
});

test('an accepted URL does not change when it is read again', () => {
  const scheme = fc.constantFrom('', 'http://', 'https://', 'http:', '//', 'ws://');
  const path = fc.array(fc.constantFrom('/', '/v1', '/api', '/chat/completions', '/models', '?a', '#b', ' ', '%', 'é'));
  const typed = fc.oneof(
    fc.string(),
    fc
      .tuple(scheme, fc.constantFrom('host', 'h:1', '127.0.0.1', '[::1]:8000', ''), path)
      .map(([s, h, p]) => s + h + p.join('')),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const read = readBaseUrl(text);
      if (!read.ok) return;
      expect(read.baseUrl).toMatch(/^https?:\/\/[^/]+\/.*[^/]$/);
      expect(readBaseUrl(read.baseUrl)).toEqual({ ok: true, baseUrl: read.baseUrl, note: null });
    }),
    { numRuns: 2000 },
  );
});
