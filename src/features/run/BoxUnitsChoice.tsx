import { useState } from 'react';
import type { ReactNode } from 'react';
import { isApplicable, isRunning, measureOf, suspectUnits } from '../../session/index.ts';
import type { BoxUnits, Suspicion } from '../../session/index.ts';
import { useDesk, useStory, useSession } from '../../session/react.tsx';
import { Button, Notice, Select } from '../../ui/index.ts';

const RULERS: readonly { readonly value: BoxUnits; readonly label: string; readonly within: string }[] = [
  { value: 'sent', label: 'sent pixels', within: 'inside the sent picture' },
  { value: 'original', label: 'original pixels', within: 'inside the original file' },
  { value: 'resized', label: 'resized pixels', within: 'inside the picture as the server resized it' },
  { value: 'thousand', label: '0 to 1000', within: 'inside 0–1000' },
  { value: 'unit', label: '0 to 1', within: 'inside 0–1' },
];

const OUTSIDE: Readonly<Record<BoxUnits, string>> = {
  sent: 'lie outside the sent picture',
  original: 'lie outside the original file',
  resized: 'lie outside the resized picture',
  thousand: 'do not fit 0–1000',
  unit: 'do not fit 0–1',
};

/** By what the boxes of the reading are measured; all move at once when it is changed, and nothing is asked anew. */
export function BoxUnitsChoice(): ReactNode {
  const desk = useDesk();
  const units = useStory((reading) => reading.units, null);
  const source = useStory((reading) => reading.source, 'run');
  const boxed = useStory(({ doc }) => doc.analyses.length > 0, false);
  if (units === null || !boxed) return null;
  return (
    <span className="flex-none">
      <span aria-hidden>Boxes in </span>
      <Select
        look="line"
        label="Boxes are counted in"
        value={units}
        options={RULERS.filter(({ value }) => isApplicable(value, { source }))}
        onChange={desk.setBoxUnits}
      />
    </span>
  );
}

/** That most boxes would fit by another ruler, where they do not by the one they are read by. */
export function BoxUnitsSuggestion(): ReactNode {
  const desk = useDesk();
  const running = useSession(({ reading }) => isRunning(reading));
  const analyses = useStory(({ doc }) => doc.analyses, null);
  const frames = useStory((reading) => reading.frames, null);
  const units = useStory((reading) => reading.units, null);
  // A story that is told again, or further, of the same frames is not asked about again.
  const [settled, setSettled] = useState<unknown>(null);
  if (analyses === null || frames === null || units === null || settled === frames) return null;
  // While an image is still being analysed its last boxes are no reason to interrupt.
  const whole = running ? analyses.slice(0, -1) : analyses;
  const doubt = suspectUnits(whole, frames, measureOf(desk.session.getState().reading));
  if (doubt === null) return null;
  return (
    <Notice
      kind="note"
      title={saySuggestion(doubt, units)}
      actions={
        <>
          <Button onClick={() => desk.setBoxUnits(doubt.units)}>Read them so</Button>
          <Button kind="quiet" onClick={() => setSettled(frames)}>
            Leave them
          </Button>
        </>
      }
    />
  );
}

/** `41 of 48 boxes lie outside the sent picture but inside 0–1000: read them so?` */
export function saySuggestion({ units, outside, boxes }: Suspicion, read: BoxUnits): string {
  const within = RULERS.find(({ value }) => value === units)?.within ?? '';
  const verb = OUTSIDE[read].startsWith('lie') ? '' : 'lie ';
  return `${outside} of ${boxes} boxes ${OUTSIDE[read]} but ${verb}${within}: read them so?`;
}
