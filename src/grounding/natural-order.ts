/** Compares names as people sort them: `frame-2` before `frame-10`, in the same order in every browser. */
export const { compare: naturalOrder } = new Intl.Collator('en', { numeric: true });
