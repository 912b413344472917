import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from './Button.tsx';
import { copyText } from './copy.ts';

interface Props {
  readonly label: string;
  readonly text: string;
  /** What the text is for. */
  readonly hint: string;
}

/** A text with a button that copies it. */
export function CopyText({ label, text, hint }: Props): ReactNode {
  const block = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState<string | null>(null);

  async function copy(): Promise<void> {
    if (await copyText(text)) setCopied(text);
    // Select the text instead, for Ctrl+C.
    else if (block.current !== null) getSelection()?.selectAllChildren(block.current);
  }

  return (
    <div className="space-y-1.5">
      <pre
        ref={block}
        role="group"
        aria-label={label}
        tabIndex={0}
        className="overflow-x-auto rounded-lg border border-line bg-sunk px-3 py-2.5 font-mono text-[12px] leading-[1.6] whitespace-pre text-ink"
      >
        {text}
      </pre>
      <div className="flex items-start justify-between gap-3">
        <p className="text-[12px] text-soft">{hint}</p>
        <Button className="h-7 flex-none px-2" onClick={() => void copy()}>
          {copied === text ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
          <span aria-live="polite">{copied === text ? 'Copied' : 'Copy'}</span>
        </Button>
      </div>
    </div>
  );
}
