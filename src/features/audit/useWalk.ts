import { sayCount } from '../../grounding/base.ts';
import type { VerdictName } from '../../session/index.ts';
import { usePageStore, useRunView, useSession } from '../../session/react.tsx';
import { useAnnounce, useMedia } from '../../ui/index.ts';
import type { Entry } from './entries.ts';
import { VERDICT_NAMES } from './verdictNames.ts';
import { judgeCurrent, noteCurrent, verdictsAbout, verdictsBy } from './verdicts.ts';
import { endWalk, step, walked } from './walk.ts';

interface Walking {
  readonly move: (by: 1 | -1) => void;
  /** Gives a verdict about the entry of the walk, and moves on; null takes it back. */
  readonly give: (verdict: VerdictName | null) => void;
  readonly saveNote: () => void;
  readonly end: () => void;
}

/** What the keys and the buttons of the walk do. Each step is announced. */
export function useWalk(): Walking {
  const session = useSession();
  const view = useRunView();
  const page = usePageStore();
  const announce = useAnnounce();
  const wide = useMedia('(width >= 900px)');

  const entriesNow = (): readonly Entry[] => walked(page.getState(), view.store.getState());
  function sayEntry({ key, sentence, frame }: Entry): string {
    const entries = entriesNow();
    const place = `${entries.findIndex((one) => one.key === key) + 1} of ${entries.length}`;
    return `${place}: ${sentence}${frame === null ? '' : ` Image ${frame}.`}`;
  }
  function sayEnd(): string {
    const { run, preferences } = page.getState();
    const all = session.records.getState().runs[run?.id ?? '']?.verdicts;
    const entries = entriesNow();
    const judged = verdictsAbout(entries, verdictsBy(all, preferences.rater)).length;
    return `No further entry. ${judged} of ${sayCount(entries.length, 'entry', 'entries')} judged.`;
  }

  return {
    move(by) {
      // On a narrow page, the story is a tab: without it, the walk would lead to nothing.
      if (!wide) view.choose({ panel: 'story' });
      const next = step(page.getState(), view, by);
      announce(() => (next === null ? sayEnd() : sayEntry(next)));
    },
    give(verdict) {
      const judged = judgeCurrent({ session, view, state: page.getState() }, verdict);
      if (judged === null) {
        announce(page.getState().readOnly?.sentence ?? '');
        return;
      }
      const said = verdict === null ? 'Verdict cleared.' : `${VERDICT_NAMES[verdict]}.`;
      announce(() => `${said} ${judged.next === null ? sayEnd() : sayEntry(judged.next)}`);
    },
    saveNote() {
      noteCurrent({ session, view, state: page.getState() });
    },
    end() {
      endWalk(view);
      announce('Walk ended.');
    },
  };
}
