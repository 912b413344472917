import { onDemand } from '../../ui/index.ts';

export { WalkBar } from './WalkBar.tsx';
/** The Audit view. Its code loads when it is first shown. */
export const Audit = onDemand(async () => (await import('./Audit.tsx')).Audit);
