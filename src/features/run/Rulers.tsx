import { useState } from 'react';
import type { ReactNode } from 'react';
import { isApplicable, isRunning, measureOf, suspect } from '../../session/index.ts';
import type { BoxRuler, Suspicion } from '../../session/index.ts';
import { useDesk, useReading, useSession } from '../../session/react.tsx';
import { Button, Notice, Select } from '../../ui/index.ts';

const RULERS: readonly { readonly value: BoxRuler; readonly label: string; readonly within: string }[] = [
  { value: 'sent', label: 'sent pixels', within: 'inside the sent picture' },
  { value: 'original', label: 'original pixels', within: 'inside the original file' },
  { value: 'resized', label: 'resized pixels', within: 'inside the picture as the server resized it' },
  { value: 'thousand', label: '0 to 1000', within: 'inside 0–1000' },
  { value: 'unit', label: '0 to 1', within: 'inside 0–1' },
];

const OUTSIDE: Readonly<Record<BoxRuler, string>> = {
  sent: 'lie outside the sent picture',
  original: 'lie outside the original file',
  resized: 'lie outside the resized picture',
  thousand: 'do not fit 0–1000',
  unit: 'do not fit 0–1',
};

/** By what the boxes of the reading are measured; all move at once when it is changed, and nothing is asked anew. */
export function RulerChoice(): ReactNode {
  const desk = useDesk();
  const ruler = useReading((reading) => reading.ruler, null);
  const source = useReading((reading) => reading.source, 'run');
  const boxed = useReading(({ document }) => document.analyses.length > 0, false);
  if (ruler === null || !boxed) return null;
  return (
    <span className="flex-none">
      <span aria-hidden>Boxes in </span>
      <Select
        look="line"
        label="Boxes are counted in"
        value={ruler}
        options={RULERS.filter(({ value }) => isApplicable(value, { source }))}
        onChange={desk.measureBy}
      />
    </span>
  );
}

/** That most boxes would fit by another ruler, where they do not by the one they are read by. */
export function RulerDoubt(): ReactNode {
  const desk = useDesk();
  const running = useSession(({ reading }) => isRunning(reading));
  const analyses = useReading(({ document }) => document.analyses, null);
  const frames = useReading((reading) => reading.frames, null);
  const ruler = useReading((reading) => reading.ruler, null);
  // A story that is told again, or further, of the same frames is not asked about again.
  const [settled, setSettled] = useState<unknown>(null);
  if (analyses === null || frames === null || ruler === null || settled === frames) return null;
  // While an image is still being analysed its last boxes are no reason to interrupt.
  const whole = running ? analyses.slice(0, -1) : analyses;
  const doubt = suspect(whole, frames, measureOf(desk.session.getState().reading));
  if (doubt === null) return null;
  return (
    <Notice
      kind="note"
      title={sayDoubt(doubt, ruler)}
      actions={
        <>
          <Button onClick={() => desk.measureBy(doubt.ruler)}>Read them so</Button>
          <Button kind="quiet" onClick={() => setSettled(frames)}>
            Leave them
          </Button>
        </>
      }
    />
  );
}

/** `41 of 48 boxes lie outside the sent picture but inside 0–1000: read them so?` */
export function sayDoubt({ ruler, outside, boxes }: Suspicion, read: BoxRuler): string {
  const within = RULERS.find(({ value }) => value === ruler)?.within ?? '';
  const verb = OUTSIDE[read].startsWith('lie') ? '' : 'lie ';
  return `${outside} of ${boxes} boxes ${OUTSIDE[read]} but ${verb}${within}: read them so?`;
}
