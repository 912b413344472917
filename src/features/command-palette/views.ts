import type { FrameNo } from '../../grounding/base.ts';
import type { PageState, Panel, Session } from '../../session/index.ts';
import type { Item } from './item.ts';

/** One item for each view. On a wide page the story has its own pane; its item then scrolls it to the shown frame. */
export function viewsOf(
  { view, prefer }: Session,
  { run, preferences }: PageState,
  shown: FrameNo,
  wide: boolean,
): readonly Item[] {
  if (run === null) return [];
  const panel = (label: string, to: Panel, analysis?: 'frame' | 'narrative'): Item => ({
    id: `view ${label}`,
    group: 'Views',
    label,
    also: 'tab view',
    choose() {
      // The open setup would cover the views.
      view.choose({ panel: to, setup: false, ...(analysis && { analysis }) });
      if (preferences.foldViews) prefer({ foldViews: false });
    },
  });
  const story: Item = {
    ...panel('Story', 'story'),
    choose() {
      if (preferences.foldStory) prefer({ foldStory: false });
      view.show(shown);
    },
  };
  return [
    wide ? story : panel('Story', 'story'),
    panel('Analysis', 'analysis', 'frame'),
    panel('Identities', 'identities'),
    panel('Audit', 'audit'),
    panel('Numbers', 'numbers'),
    panel('Raw', 'raw'),
    panel('Narrative structure', 'analysis', 'narrative'),
  ];
}
