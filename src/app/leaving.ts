/** How long a page may still run after the user has agreed to leave it. */
const LEAVING_MS = 5000;

let stays = Promise.resolve();

// Timers wait while the browser asks the user, so the second one begins with the answer.
addEventListener('beforeunload', () => {
  stays = new Promise((resolve) => {
    setTimeout(() => setTimeout(resolve, LEAVING_MS));
  });
});

/**
 * Resolves at once, or, if the user may be leaving the page, when it has stayed for 5 s. Firefox breaks off all requests of
 * a page and lets it run on before it is gone.
 */
export const pageStays = async (): Promise<void> => stays;
