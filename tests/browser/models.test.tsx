import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { ServedModel } from '../../src/inference/index.ts';
import { openApp, pictures } from '../helpers/app.tsx';
import { createStorage, noServer, healthyServer } from '../helpers/session.ts';
import { scriptedServer } from './scripted-server.ts';
import { field, form, formButton, retype, toldOf } from './setup-form.ts';

const model = (id: string, contextLength: number | null = null, parent: string | null = null): ServedModel => ({
  id,
  root: null,
  parent,
  contextLength,
});

// In the order of vLLM: first all base models, then the adapters.
const MODELS = [
  model('Qwen/Qwen2.5-VL-7B', 32_768),
  model('llava', 4096),
  model('storyteller-lora', 32_768, 'Qwen/Qwen2.5-VL-7B'),
  model('comics-lora', null, 'llava'),
  model('orphan-lora', null, 'unlisted'),
];

async function openServed(models: readonly ServedModel[] = MODELS): Promise<ReturnType<typeof openApp>> {
  const app = openApp({ probe: scriptedServer({ ...healthyServer, models }).probe });
  await app.user.click(formButton('Check'));
  return app;
}

const opener = async (): Promise<HTMLElement> => screen.findByRole('button', { name: 'Models on the server' });

async function items(): Promise<HTMLElement[]> {
  return within(await screen.findByRole('menu')).getAllByRole('menuitemradio');
}

describe('the models on the server', () => {
  test('are in a menu after the check, adapters under their base model', async () => {
    const { user } = await openServed();
    await user.click(await opener());
    const lines = (await items()).map((item) => [...item.children].map(({ textContent }) => textContent).join(': '));
    expect(lines).toEqual([
      'Qwen/Qwen2.5-VL-7B: model, 32,768 tokens',
      'storyteller-lora: adapter of Qwen/Qwen2.5-VL-7B, 32,768 tokens',
      'llava: model, 4,096 tokens',
      'comics-lora: adapter of llava',
      'orphan-lora: model',
    ]);
    const groups = within(screen.getByRole('menu')).getAllByRole('group');
    // One group for all models, and in it one group per base model.
    expect(groups.slice(1).map((group) => within(group).getAllByRole('menuitemradio').length)).toEqual([2, 2, 1]);
    const indent = (item: HTMLElement | undefined): number => Number.parseFloat(getComputedStyle(item!).paddingLeft);
    const [base, adapter] = await items();
    expect(indent(adapter)).toBeGreaterThan(indent(base));
  });

  test('are chosen with one click, and the menu marks the chosen one', async () => {
    const { user } = await openServed();
    await user.click(await opener());
    expect((await items()).map(({ ariaChecked }) => ariaChecked)).toEqual(Array.from({ length: 5 }, () => 'false'));
    await user.click(screen.getByRole('menuitemradio', { name: /^storyteller-lora/ }));
    expect(field('Model').value).toBe('storyteller-lora');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
    await user.click(await opener());
    const marked = (await items()).filter(({ ariaChecked }) => ariaChecked === 'true');
    expect(marked.map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/^storyteller-lora/)]);
  });

  test('can be chosen by keyboard', async () => {
    const { user } = await openServed();
    (await opener()).focus();
    await user.keyboard('{Enter}');
    const [base, adapter] = await items();
    await waitFor(() => expect(document.activeElement).toBe(base));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement).toBe(adapter));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(field('Model').value).toBe('storyteller-lora'));
    await waitFor(async () => expect(document.activeElement).toBe(await opener()));
  });

  test('can also be typed', async () => {
    const { user } = await openServed();
    await opener();
    await retype(user, 'Model', 'another');
    expect(field('Model').value).toBe('another');
  });

  test.each([
    ['StoryLens has not checked', null],
    ['the server is unreachable', noServer],
    ['the server has no model', { ...healthyServer, models: [] }],
  ])('are not in a menu if %s', async (_, found) => {
    const { user, session } = openApp(found ? { probe: scriptedServer(found).probe } : {});
    if (found !== null) {
      await user.click(formButton('Check'));
      await waitFor(() => expect(session.page.getState().connection.found).not.toBeNull());
    }
    expect(within(form()).queryByRole('button', { name: 'Models on the server' })).toBeNull();
    expect(field('Model').placeholder).toBe('the server’s model');
  });
});

describe('the API key', () => {
  const KEY = 'storylens.key';
  const tick = (): HTMLElement => within(form()).getByRole('checkbox', { name: 'Remember on this device' });

  test('is kept for the tab, and on the device only if the user wants that', async () => {
    const shelves = { device: createStorage(), tab: createStorage() };
    const { user } = openApp({ storages: shelves });
    expect(tick()).toHaveProperty('checked', false);
    await retype(user, 'API key', 'secret');
    expect(toldOf('API key')).toBe('Kept until you close this tab.');
    expect([shelves.tab.getItem(KEY), shelves.device.getItem(KEY)]).toEqual(['secret', null]);
    await user.click(tick());
    expect(toldOf('API key')).toBe('Saved in this browser, also after you close it.');
    expect(shelves.device.getItem(KEY)).toBe('secret');
    await user.click(tick());
    expect(toldOf('API key')).toBe('Kept until you close this tab.');
    expect([shelves.tab.getItem(KEY), shelves.device.getItem(KEY)]).toEqual(['secret', null]);
  });

  test('is filled in and ticked if the device remembered it', async () => {
    const device = createStorage();
    const first = openApp({ storages: { device, tab: createStorage() } });
    await first.user.click(tick());
    await retype(first.user, 'API key', 'secret');
    first.unmount();
    openApp({ storages: { device, tab: createStorage() } });
    expect(tick()).toHaveProperty('checked', true);
    expect(field('API key').value).toBe('secret');
  });

  test('is neither in the address of the page nor in the other settings', async () => {
    const device = createStorage();
    const { user, session, model: asked } = openApp({ storages: { device, tab: createStorage() } });
    await user.click(tick());
    await retype(user, 'API key', 'secret');
    await session.frames.add(await pictures([[56, 56]]));
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    await asked.call(1);
    expect(device.getItem('storylens.settings')).not.toContain('secret');
    expect(location.href).not.toContain('secret');
    expect(JSON.stringify(session.page.getState().run)).not.toContain('secret');
    session.stop();
  });
});
