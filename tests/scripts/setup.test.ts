import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { satisfies } from '../../scripts/setup.mjs';

test.each([
  ['20.18.3', false],
  ['20.19.0', true],
  ['20.20.2', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.5.0', false],
  ['24.0.0', true],
  ['26.1.0', true],
  ['18.20.4', false],
])('Node %s is new enough: %s', (version, enough) => {
  expect(satisfies(version, manifest.engines.node)).toBe(enough);
});
