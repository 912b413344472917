import { VERDICTS } from '../../session/index.ts';
import type { Verdict, VerdictName } from '../../session/index.ts';

/** What the page calls each verdict. */
export const VERDICT_NAMES: Readonly<Record<VerdictName, string>> = {
  right: 'Right',
  'wrong-place': 'Wrong place',
  'wrong-identity': 'Wrong identity',
  invented: 'Invented',
};

/** The key that gives each verdict during the walk. */
export const VERDICT_KEYS: ReadonlyMap<string, VerdictName> = new Map(VERDICTS.map((name, i) => [String(i + 1), name]));

/** `8 right, 2 wrong place`; empty without verdicts. */
export function sayVerdicts(verdicts: readonly Pick<Verdict, 'verdict'>[]): string {
  return VERDICTS.flatMap((name) => {
    const count = verdicts.filter(({ verdict }) => verdict === name).length;
    return count === 0 ? [] : [`${count} ${VERDICT_NAMES[name].toLowerCase()}`];
  }).join(', ');
}
