import { useState } from 'react';
import type { ReactNode } from 'react';
import { sayNumber } from '../../grounding/base.ts';
import { isApplicable, isRunning, measureOf, suspectUnits } from '../../session/index.ts';
import type { BoxUnits, Suspicion } from '../../session/index.ts';
import { useSession, useStory, usePageState, useSessionParts } from '../../session/react.tsx';
import { Button, Notice, Select } from '../../ui/index.ts';

const UNITS: Readonly<Record<BoxUnits, { readonly label: string; readonly area: string }>> = {
  sent: { label: 'sent pixels', area: 'the sent picture' },
  original: { label: 'original pixels', area: 'the original file' },
  resized: { label: 'resized pixels', area: 'the resized picture' },
  thousand: { label: '0–1000', area: '0–1000' },
  'thousand-yx': { label: '0–1000, y first', area: '0–1000, y first' },
  unit: { label: '0–1', area: '0–1' },
};
const ALL_UNITS = [
  'sent',
  'original',
  'resized',
  'thousand',
  'unit',
  'thousand-yx',
] as const satisfies readonly BoxUnits[];

/** The units of the boxes in the story. A change moves all boxes at once and sends no new request. */
export function BoxUnitsChoice(): ReactNode {
  const session = useSession();
  const units = useStory((run) => run.units, null);
  const source = useStory((run) => run.source, 'model');
  const boxed = useStory(({ doc }) => doc.analyses.length > 0, false);
  if (units === null || !boxed) return null;
  return (
    <span className="flex-none">
      <span aria-hidden>Boxes in </span>
      <Select
        look="line"
        label="Box units"
        value={units}
        options={ALL_UNITS.filter((value) => isApplicable(value, { source })).map((value) => ({
          value,
          label: UNITS[value].label,
        }))}
        onChange={session.setBoxUnits}
      />
    </span>
  );
}

/** Suggests other box units if most boxes do not fit the current units but fit the other ones. */
export function BoxUnitsSuggestion(): ReactNode {
  const session = useSession();
  const running = usePageState(({ run }) => isRunning(run));
  const analyses = useStory(({ doc }) => doc.analyses, null);
  const frames = useStory((run) => run.frames, null);
  const units = useStory((run) => run.units, null);
  const measure = useSessionParts(({ run }) => measureOf(run));
  // The user's answer holds for these frames: a regenerated or continued story does not ask again.
  const [answeredFor, setAnsweredFor] = useState<unknown>(null);
  if (analyses === null || frames === null || units === null || answeredFor === frames) return null;
  // The model may still add boxes to the last image, so that image does not count yet.
  const completeAnalyses = running ? analyses.slice(0, -1) : analyses;
  const suspicion = suspectUnits(completeAnalyses, frames, measure);
  if (suspicion === null) return null;
  return (
    <Notice
      kind="note"
      title={saySuggestion(suspicion, units)}
      actions={
        <>
          <Button onClick={() => session.setBoxUnits(suspicion.units)}>Use {UNITS[suspicion.units].label}</Button>
          <Button kind="quiet" onClick={() => setAnsweredFor(frames)}>
            Keep {UNITS[units].label}
          </Button>
        </>
      }
    />
  );
}

/** `41 of 48 boxes do not fit the sent picture but fit 0–1000.` */
export function saySuggestion({ units, outside, boxes, evidence }: Suspicion, current: BoxUnits): string {
  if (evidence === 'edges')
    return `All ${sayNumber(boxes)} boxes end at 1000 or before, though ${UNITS[current].area} is larger: they probably count 0–1000.`;
  if (evidence === 'shape')
    return `Most of the ${sayNumber(boxes)} characters lie on their side; they stand if the boxes are read as ${UNITS[units].area}.`;
  return `${sayNumber(outside)} of ${sayNumber(boxes)} boxes do not fit ${UNITS[current].area} but fit ${UNITS[units].area}.`;
}
