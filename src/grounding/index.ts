// Everything, for scripts and tests. The page imports `base.ts` at once, and `parsing.ts` and `scoring.ts` on demand.
export * from './base.ts';
export * from './parsing.ts';
export * from './scoring.ts';
