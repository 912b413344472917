import { expect, test } from 'vitest';
import { secondMechanisms } from './one-of-each.ts';
import { isScript, sourceFiles } from './source.ts';

test('the source has one formatter of numbers, one of plurals, one order of names, one splitter of sentences and one reader of JSON', () => {
  const scripts = sourceFiles(/./).filter(isScript);
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.flatMap(secondMechanisms)).toEqual([]);
});

test.each([
  `const a = count.toLocaleString('en');`,
  `const a = new Intl.NumberFormat('en');`,
  `const a = new Intl.PluralRules('en');`,
  `const a = new Intl.Collator('en');`,
  `names.sort((a, b) => a.localeCompare(b));`,
  `const a = count === 1 ? '1 frame' : \`\${count} frames\`;`,
  `const a = \`\${count} frame\${count === 1 ? '' : 's'}\`;`,
  `const a = count !== 1 ? 'frames' : 'frame';`,
  `const a = count > 1 ? 's' : '';`,
  `const a = JSON.parse(text);`,
  `const a = await response.json();`,
  `const a = new Intl.Segmenter('en', { granularity: 'sentence' });`,
  String.raw`const a = text.split(/[.!?]\s/);`,
])('secondMechanisms finds: %s', (text) => {
  expect(secondMechanisms({ path: 'app/a.ts', text })).toHaveLength(1);
});

test('secondMechanisms allows each mechanism in its own file, and other conditions', () => {
  expect(secondMechanisms({ path: 'grounding/counts.ts', text: `new Intl.NumberFormat('en');` })).toEqual([]);
  expect(secondMechanisms({ path: 'app/a.ts', text: `const a = by === 1 ? first : last;` })).toEqual([]);
});
