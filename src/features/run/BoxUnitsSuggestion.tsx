import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { dialectsIn, isRunning, measureOf, suspectUnits, unitsOf } from '../../session/index.ts';
import type { Dialect, Suspicion } from '../../session/index.ts';
import { usePageState, useSession, useSessionParts, useStory } from '../../session/react.tsx';
import { Button, isForPage, Kbd, keyOf, Notice, useAnnounce } from '../../ui/index.ts';
import { labelOf, saySuggestion } from './units-text.ts';

/** Suggests other box units, one dialect after the other, if its boxes do not fit the units in use. */
export function BoxUnitsSuggestion(): ReactNode {
  const running = usePageState(({ run }) => isRunning(run));
  const analyses = useStory(({ doc }) => doc.analyses, null);
  const frames = useStory((run) => run.frames, null);
  const units = useStory((run) => run.units, null);
  const measure = useSessionParts(({ run }) => measureOf(run));
  // The user's answer holds for these frames: a regenerated or continued story does not ask again.
  const [answered, setAnswered] = useState<{ readonly frames: unknown; readonly dialects: readonly Dialect[] } | null>(
    null,
  );
  if (analyses === null || frames === null || units === null) return null;
  const done = answered?.frames === frames ? answered.dialects : [];
  // The model may still add boxes to the last image, so that image does not count yet.
  const complete = running ? analyses.slice(0, -1) : analyses;
  const open = dialectsIn(complete).filter((dialect) => !done.includes(dialect));
  // During a preview, the boxes are still judged by the units that are saved.
  const saved = { ...measure, units };
  for (const dialect of open) {
    const suspicion = suspectUnits(complete, frames, saved, dialect);
    if (suspicion !== null)
      return (
        <Suggestion
          key={dialect}
          suspicion={suspicion}
          title={saySuggestion(suspicion, unitsOf(units, dialect))}
          kept={labelOf(unitsOf(units, dialect), dialect)}
          onKeep={() => setAnswered({ frames, dialects: [...done, dialect] })}
        />
      );
  }
  return null;
}

interface Props {
  readonly suspicion: Suspicion;
  readonly title: string;
  /** The name of the units in use. */
  readonly kept: string;
  readonly onKeep: () => void;
}

/** The suggestion with its preview, which moves the boxes and saves nothing. */
function Suggestion({ suspicion: { units, dialect }, title, kept, onKeep }: Props): ReactNode {
  const session = useSession();
  const previewed = useStory((run) => run.unitsPreview !== undefined, false);
  const use = useRef<HTMLButtonElement>(null);
  const say = useAnnounce();
  const offered = labelOf(units, dialect);

  function preview(isOn: boolean): void {
    session.previewBoxUnits(isOn ? units : null, dialect);
    say(
      isOn ? `Preview: the boxes are drawn in ${offered}. Nothing is changed yet.` : `The boxes are in ${kept} again.`,
    );
  }
  function accept(): void {
    session.setBoxUnits(units, dialect);
    say(`The boxes are in ${offered}.`);
  }
  function keep(): void {
    session.previewBoxUnits(null);
    onKeep();
    say(`The boxes stay in ${kept}.`);
  }

  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || !isForPage(event)) return;
    if (event.key === 'Escape' && previewed) preview(false);
    else if (keyOf(event) === 'u') {
      preview(!previewed);
      // From here, Enter accepts and Tab leads to the other answer.
      use.current?.focus();
    } else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => pressed(event);
    // Before the listeners of the page, for which Escape clears the selection.
    addEventListener('keydown', listener, { capture: true });
    return () => {
      removeEventListener('keydown', listener, { capture: true });
      session.previewBoxUnits(null);
    };
  }, [session]);

  return (
    <Notice
      kind="note"
      title={title}
      actions={
        <>
          <Button ref={use} onClick={accept}>
            Use {offered}
          </Button>
          <Button
            kind="quiet"
            className="aria-pressed:border-accent aria-pressed:text-accent"
            aria-pressed={previewed}
            aria-keyshortcuts="u"
            onClick={() => preview(!previewed)}
          >
            Preview
            <span aria-hidden>
              <Kbd keys={['u']} />
            </span>
          </Button>
          <Button kind="quiet" onClick={keep}>
            Keep {kept}
          </Button>
        </>
      }
    >
      {previewed && <p className="mt-1.5">Preview: the boxes are drawn in {offered}. Nothing is changed yet.</p>}
    </Notice>
  );
}
