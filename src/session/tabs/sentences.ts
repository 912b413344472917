import type { Failure } from '../../inference/index.ts';

/** Why a sequence that another tab holds cannot be changed. */
export const READ_ONLY: Failure = {
  kind: 'read-only',
  sentence: 'This sequence is open in another tab. Here you can only read it.',
  said: null,
  advice: 'Press Take over to change it here.',
  status: null,
};

export const TAKEN_OVER = 'Another tab has taken over this sequence. Here you can only read it.';
export const NOW_HERE = 'You can change this sequence here now. The other tab has saved it and only shows it.';
export const RELEASED = 'The other tab has closed this sequence. You can change it here now.';
export const OPEN_ELSEWHERE =
  'Nothing was changed, because the sequence is open in another tab. Change it there, or open it here and take over.';
