import type { Page } from '@playwright/test';

/**
 * Records every text of the status region from now on.
 * @returns a function that returns the texts in order, without immediate repetitions
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
