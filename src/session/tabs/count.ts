/** Every tab holds this lock, shared with the others. */
const TAB = 'storylens.tab';

/**
 * Counts this tab among the open ones. Returns a function that says whether no other tab is open; it returns false where the
 * browser does not say.
 */
export function joinTabs(locks: LockManager | undefined): () => Promise<boolean> {
  void locks?.request(TAB, { mode: 'shared' }, async () => new Promise(() => {}));
  return async () => {
    const { held = [] } = (await locks?.query()) ?? {};
    return held.filter(({ name }) => name === TAB).length === 1;
  };
}
