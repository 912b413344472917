import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, TestInfo } from '@playwright/test';
import type { GivenFile } from './journey-pictures.ts';

/**
 * Drags files from the desktop over an element with real browser events, and holds them there.
 * @returns a function that drops them
 */
export async function dragFiles(
  over: Locator,
  files: readonly GivenFile[],
  info: TestInfo,
): Promise<() => Promise<void>> {
  const paths = files.map(({ name, buffer }) => {
    const path = join(info.outputDir, name);
    writeFileSync(path, buffer);
    return path;
  });
  return dragPaths(over, paths);
}

/** The same for files and folders on disk. */
export async function dragPaths(over: Locator, paths: readonly string[]): Promise<() => Promise<void>> {
  const box = await over.boundingBox();
  if (box === null) throw new Error('There is nothing to drag the files over.');
  const page = over.page();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
  return async () => {
    await session.send('Input.dispatchDragEvent', { type: 'drop', ...at });
    await session.detach();
  };
}
