import type { Page } from '@playwright/test';

/**
 * Notes every text that the status says from now on.
 * @returns how to get them, in order, none twice in succession
 */
export async function recordStatus(page: Page): Promise<() => Promise<string[]>> {
  const status = page.getByRole('banner').getByRole('status');
  const seen = await status.evaluateHandle((element) => {
    const texts = [element.textContent];
    new MutationObserver(() => {
      if (texts.at(-1) !== element.textContent) texts.push(element.textContent);
    }).observe(element, { characterData: true, childList: true, subtree: true });
    return texts;
  });
  return () => seen.jsonValue();
}
