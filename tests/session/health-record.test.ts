import { expect, test } from 'vitest';
import type { HealthAnswer, HealthRecord } from '../../src/session/index.ts';
import { addAnswer, verdictOf } from '../../src/session/health-record.ts';

/** The verdict after each of these answers, with `every` seconds between them. */
function verdicts(answers: readonly HealthAnswer[], every = 3): readonly (string | null)[] {
  let record: HealthRecord | null = null;
  return answers.map((answer, i) => {
    record = addAnswer(record, answer, i * every * 1000);
    return verdictOf(record);
  });
}

const times = (count: number, answer: HealthAnswer): HealthAnswer[] => Array.from({ length: count }, () => answer);
const nothing = (count: number): null[] => Array.from({ length: count }, () => null);

const cases: [string, HealthAnswer[], number, (string | null)[]][] = [
  ['a healthy server', times(40, 'ok'), 3, nothing(40)],
  ['an unclear answer', times(40, 'unclear'), 3, nothing(40)],
  ['no answer in time', times(40, 'silent'), 3, nothing(40)],
  ['a device without network', times(40, 'offline'), 3, nothing(40)],
  ['a dead engine', ['ok', 'dead'], 3, [null, 'dead']],
  ['the relay: gone, three times', times(3, 'gone'), 3, [null, null, 'gone']],
  ['the relay: gone, but not in a row', ['gone', 'gone', 'ok', 'gone', 'gone', 'gone'], 3, [...nothing(5), 'gone']],
  ['the relay: gone, with an unanswered check in between', ['gone', 'gone', 'silent', 'gone'], 3, nothing(4)],
  ['refusals for 30 s', times(11, 'refused'), 3, [...nothing(10), 'gone']],
  ['refusals for 30 s, with another answer in between', [...times(10, 'refused'), 'ok', 'refused'], 3, nothing(12)],
  [
    'refusals for 30 s, without network for a while',
    [...times(9, 'refused'), 'offline', ...times(9, 'refused')],
    3,
    nothing(19),
  ],
  ['refusals a minute apart, as from a hidden tab', times(4, 'refused'), 60, [null, null, null, 'gone']],
];

test.each(cases)('the verdict for %s', (_, answers, every, expected) => {
  expect(verdicts(answers, every)).toEqual(expected);
});

test('the record shows since when the answer has been the same', () => {
  const first = addAnswer(null, 'ok', 1000);
  const silent = addAnswer(first, 'silent', 4000);
  expect(silent).toMatchObject({ answer: 'silent', since: 4000, times: 1 });
  expect(addAnswer(silent, 'silent', 15_000)).toMatchObject({ answer: 'silent', since: 4000, last: 15_000, times: 2 });
});
