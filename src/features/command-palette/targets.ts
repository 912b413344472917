import { emptyDocument, identitiesOf, presenceOf } from '../../grounding/base.ts';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import { pictureOf, sceneOf, stepMention } from '../../session/index.ts';
import type { PageState, Session } from '../../session/index.ts';
import type { Item } from './item.ts';

/** One item for every frame, found by number and file name. */
export function imagesOf(session: Session, page: PageState): readonly Item[] {
  const scene = sceneOf(page);
  return Array.from({ length: scene.count + scene.added.length }, (_, i): Item => {
    const frame = (i + 1) as FrameNo;
    const { name, url } = pictureOf(scene, frame);
    return {
      id: `image ${frame}`,
      group: 'Images',
      label: frame > scene.count ? 'Not in this story' : `Image ${frame}`,
      note: name,
      also: 'frame',
      picture: url,
      choose: () => session.view.show(frame),
    };
  });
}

/** One item for every identity. */
export function identitiesIn(session: Session, { run }: PageState): readonly Item[] {
  const doc = run?.doc ?? emptyDocument;
  return presenceOf(doc).map(({ id, name }, place): Item => ({
    id,
    group: 'Identities',
    label: name ?? id,
    note: name === null ? null : id,
    hue: { id, place },
    choose: () => pinAndShow(session, id),
  }));
}

/** Pins an entity and shows its first mention in the story or, without one, its first box. */
function pinAndShow(session: Session, id: EntityId): void {
  const { page, view } = session;
  const doc = page.getState().run?.doc ?? emptyDocument;
  const firstMention = stepMention(doc, null, 1, [id]);
  const boxFrame = identitiesOf(doc).of(id)[0]?.frame ?? null;
  const frame = firstMention === null ? boxFrame : firstMention.frame;
  view.pin([id], frame, false, firstMention?.at);
  if (firstMention !== null) view.seek(firstMention.at, frame);
  else if (frame !== null) view.show(frame);
}
