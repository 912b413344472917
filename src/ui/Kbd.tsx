import type { ReactNode } from 'react';

/** The text on keys whose DOM name differs from it. */
const PRINTED: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Escape: 'Esc',
  '-': '−',
};

/** Whether this is an Apple system, where shortcuts use ⌘ instead of Ctrl. */
export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}

interface Props {
  /**
   * Keys pressed together, by their DOM names. `Mod` is ⌘ or Ctrl. A lower-case word is not a key but a pointer action,
   * such as `drag`.
   */
  readonly keys: readonly string[];
}

/** Keys, shown as they are printed on the keyboard. */
export function Kbd({ keys }: Props): ReactNode {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-soft">
      {keys.map((key) =>
        /^[a-z]{2,}$/.test(key) ? (
          <span key={key}>{key}</span>
        ) : (
          <kbd
            key={key}
            className="min-w-[1.9em] rounded-[5px] border border-b-2 border-line bg-sheet px-1 text-center font-sans text-[11px] leading-[1.55] text-ink"
          >
            {printed(key)}
          </kbd>
        ),
      )}
    </span>
  );
}

function printed(key: string): string {
  if (key === 'Mod') return isApple() ? '⌘' : 'Ctrl';
  return PRINTED[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
