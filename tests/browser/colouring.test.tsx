import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { hueOfKind } from '../../src/theme/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createStorage } from '../helpers/session.ts';
import { mention, openOutput } from '../helpers/app.tsx';

const hue = (words: string): number => Number(getComputedStyle(mention(words)).getPropertyValue('--hue'));
const legend = (): HTMLElement => screen.getByRole('region', { name: 'Legend' });

test('colours stand for the identity or, if chosen, for the kind, with a legend; the choice is kept', async () => {
  const shelves = { device: createStorage(), tab: createStorage() };
  const { user, unmount } = await openOutput(harbour, [], { storages: shelves });
  expect(hue('Tom')).not.toBe(hue('watched'));
  expect(within(legend()).queryByText('landmark')).toBeNull();

  await user.selectOptions(screen.getByRole('combobox', { name: 'Colours' }), 'Colour by kind');
  for (const words of ['Tom', 'watched', 'ran', 'They']) expect(hue(words)).toBe(hueOfKind('char'));
  expect(hue('the kite')).toBe(hueOfKind('obj'));
  expect(hue('the clock tower')).toBe(hueOfKind('lm'));
  for (const kind of ['character', 'object', 'landmark', 'background']) within(legend()).getByText(kind);

  unmount();
  await openOutput(harbour, [], { storages: shelves });
  expect(hue('the kite')).toBe(hueOfKind('obj'));
});

test('an ID of another shape has the colour of the kind that its table says', async () => {
  const { user } = await openOutput(`<think>
## Image 1
### Characters
| Character ID | Name | Bounding Box |
|---|---|---|
| 1-woman-0 | Ann | 1,2,3,4 |
### Objects
| Object ID | Description | Bounding Box |
|---|---|---|
| person-sign-2 | A sign | 5,6,7,8 |
</think>
<gdi image1><gdo 1-woman-0>Ann</gdo> sees <gdo person-sign-2>a sign</gdo>.</gdi>`);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Colours' }), 'Colour by kind');
  expect(hue('Ann')).toBe(hueOfKind('char'));
  expect(hue('a sign')).toBe(hueOfKind('obj'));
});
