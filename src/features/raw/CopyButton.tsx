import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, useAnnounce } from '../../ui/index.ts';

const REFUSED = 'The browser did not allow copying.';

/** Copies a text, and says so. */
export function CopyButton({ text }: { readonly text: string }): ReactNode {
  const say = useAnnounce();
  const [told, tell] = useState<'copied' | 'refused' | null>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      tell('copied');
      say('Copied.');
    } catch {
      tell('refused');
      say(REFUSED);
    }
  }
  return (
    <>
      {told === 'refused' && <span className="text-bad">{REFUSED}</span>}
      {/* As wide with either word: what stands beside it does not move. */}
      <Button
        className="min-w-[88px] justify-center"
        disabled={text === ''}
        onClick={() => void copy()}
        onBlur={() => tell(null)}
      >
        {told === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        {told === 'copied' ? 'Copied' : 'Copy'}
      </Button>
    </>
  );
}
