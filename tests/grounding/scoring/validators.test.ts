import { describe, expect, test } from 'vitest';
import { cotError, isWellStructured, storyError, storyOf, thoughtOf } from '../../../src/grounding/index.ts';
import { realSample } from '../../fixtures/real-sample.ts';

const sizes = [{ width: 100, height: 100 }];
const SETTING = '### Setting\n| Setting Element | Description |\n|---|---|\n| Location | Hall |\n';
const row = (kind: string, id: string, box: string): string =>
  `### ${kind}s\n| ${kind} ID | Bounding Box |\n|---|---|\n| ${id} | ${box} |\n\n`;
const narrative = (phases: readonly string[]): string =>
  `## Narrative Structure\n\n| Narrative Phase | Images |\n|---|---|\n${phases.map((phase) => `| ${phase} | 1 |`).join('\n')}`;
const PHASES = ['Introduction', 'Development', 'Conflict', 'Turning Point', 'Conclusion'];
const thought = (id: string, box: string, phases = PHASES): string =>
  `## Image 1\n${row('Character', id, box)}${SETTING}\n${narrative(phases)}`;

describe('validate_cot', () => {
  test.each([
    ['a whole chain of thought', thought('char1', '0,0,40,40'), null],
    ['a box may be a tenth beyond the picture', thought('char1', '0,0,110,110'), null],
    [
      'a phase in other words',
      thought('char1', '0,0,1,1', ['zzz', 'development', 'The Conflict', 'TURNING_POINT', 'Conclusion.']),
      null,
    ],
    ['no section', '', 'Count mismatch: Images=1, Parsed sections=0'],
    ['the ID of a character', thought('Char1', '0,0,40,40'), 'Image 1: Incorrect Character ID for character Char1'],
    [
      'the ID of an object',
      `## Image 1\n${row('Object', 'char1', '0,0,4,4')}${SETTING}`,
      'Image 1: Incorrect Object ID for object char1',
    ],
    ['no Setting', `## Image 1\n${row('Character', 'char1', 'None')}`, 'Image 1: Missing Setting table'],
    [
      'more than a tenth beyond',
      thought('char1', '0,0,40,111'),
      'Image 1: Invalid bounding box format or value for character char1 0,0,40,111',
    ],
    [
      'a comma after the box',
      thought('char1', '0,0,4,4,'),
      'Image 1: Invalid bounding box format or value for character char1 0,0,4,4,',
    ],
    [
      'reversed',
      thought('char1', '5,0,4,4'),
      'Image 1: Invalid bounding box format or value for character char1 5,0,4,4',
    ],
    ['no narrative', `## Image 1\n${SETTING}`, 'Failed to parse Narrative Structure section'],
    [
      'a missing phase',
      thought('char1', '0,0,4,4', PHASES.slice(1)),
      "CoT validation error: 'str' object has no attribute 'value'",
    ],
  ])('%s', (_, text, error) => expect(cotError(text, sizes)).toBe(error));
});

describe('validate_story', () => {
  const cot = thought('char1', '0,0,40,40');
  test.each([
    ['a whole story', '<gdi image1><gdo char1>Ann</gdo></gdi>', null],
    ['places are not checked', '<gdi image1><gdl bg9>the hall</gdl></gdi>', null],
    ['the number of a frame is not checked', '<gdi image7></gdi>', null],
    ['frames are counted by their opening tags', '<gdi image1><gdi image1>', 'Count mismatch: Images=1, <gdi> tags=2'],
    [
      'an unknown ID',
      '<gdi image1><gdo char1 obj2>both</gdo> <gda char3>ran</gda>',
      'Story uses IDs not found in analysis: obj2, char3',
    ],
    ['a tag over two lines is not seen', '<gdi image1><gdo obj2\nobj3>both</gdo>', null],
  ])('%s', (_, story, error) => expect(storyError(cot, story, 1)).toBe(error));
});

test('well-structured: a section and a part of the story for each frame', () => {
  const whole = '<think>\n## Image 1\n## Image 2\n</think>\n<gdi image1>a</gdi>\n<gdi image2>b</gdi>';
  expect(isWellStructured(whole, 2)).toBe(true);
  expect(isWellStructured(whole, 3)).toBe(false);
  expect(isWellStructured(whole.replace('<think>', ''), 2)).toBe(false);
  expect(isWellStructured(whole.replace('</think>', ''), 2)).toBe(false);
  expect(isWellStructured(whole.replace('image2', 'image3'), 2)).toBe(false);
  expect(isWellStructured('', 0)).toBe(false);
});

test.skipIf(realSample === null)('story 3920 passes both', () => {
  const real = Array.from({ length: 17 }, () => ({ width: 575, height: 240 }));
  const text = realSample ?? '';
  expect(cotError(thoughtOf(text), real)).toBeNull();
  expect(storyError(thoughtOf(text), storyOf(text), 17)).toBeNull();
  expect(isWellStructured(text, 17)).toBe(true);
});
