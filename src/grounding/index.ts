// Everything, for scripts and tests. The page imports `base.ts` at once, and the others on demand.
export * from './audit.ts';
export * from './base.ts';
export * from './editing.ts';
export * from './parsing.ts';
export * from './scoring.ts';
