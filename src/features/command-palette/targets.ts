import { emptyDocument, identitiesOf, presenceOf } from '../../grounding/index.ts';
import type { EntityId, FrameNo } from '../../grounding/index.ts';
import { pictureOf, sceneOf, stepMention } from '../../session/index.ts';
import type { Desk } from '../../session/index.ts';
import type { Item } from './item.ts';

/** Every frame there is, by number and file name. */
export function imagesOf(desk: Desk): readonly Item[] {
  const scene = sceneOf(desk.session.getState());
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
      choose: () => desk.view.show(frame),
    };
  });
}

/** Everybody and everything that has an ID. */
export function identitiesIn(desk: Desk): readonly Item[] {
  const doc = desk.session.getState().reading?.doc ?? emptyDocument;
  return presenceOf(doc).map(({ id, name }, place): Item => ({
    id,
    group: 'Identities',
    label: name ?? id,
    note: name === null ? null : id,
    hue: { id, place },
    choose: () => follow(desk, id),
  }));
}

/** Pins somebody, and shows where they are first told of, else where they are boxed. */
function follow(desk: Desk, id: EntityId): void {
  const { session, view } = desk;
  const doc = session.getState().reading?.doc ?? emptyDocument;
  const told = stepMention(doc, null, 1, [id]);
  const boxed = identitiesOf(doc).of(id)[0]?.frame ?? null;
  const frame = told === null ? boxed : told.frame;
  // Pinned once more, everybody is let go.
  if (view.store.getState().pinned?.ids.includes(id)) view.pin([id], frame, false);
  view.pin([id], frame, false, told?.at);
  if (told !== null) view.seek(told.at, frame);
  else if (frame !== null) view.show(frame);
}
