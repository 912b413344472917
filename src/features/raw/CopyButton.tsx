import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, copyText, useAnnounce } from '../../ui/index.ts';

const REFUSED = 'The browser did not allow copying.';

/** Copies a text, and announces the result to screen readers. */
export function CopyButton({ text }: { readonly text: string }): ReactNode {
  const say = useAnnounce();
  const [result, setResult] = useState<'copied' | 'refused' | null>(null);
  async function copy(): Promise<void> {
    const copied = await copyText(text);
    setResult(copied ? 'copied' : 'refused');
    say(copied ? 'Copied.' : REFUSED);
  }
  return (
    <>
      {result === 'refused' && <span className="text-bad">{REFUSED}</span>}
      {/* The minimum width fits both words, so that nothing beside the button moves. */}
      <Button
        className="min-w-[88px] justify-center"
        disabled={text === ''}
        onClick={() => void copy()}
        onBlur={() => setResult(null)}
      >
        {result === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        {result === 'copied' ? 'Copied' : 'Copy'}
      </Button>
    </>
  );
}
