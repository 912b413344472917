import { mix } from './colour.mjs';
import { points, ribbon, smooth } from './geometry.mjs';
import { inside, line, shadeOf, solid, under } from './paint.mjs';
import { face, onNeck, person } from './person.mjs';

/** @typedef {import('./person.mjs').Body} Body */
/** @typedef {import('./person.mjs').Look} Look */

const OILSKIN = '#e8b73a';
const SKIN = '#c58a62';
const HAIR = '#2c2226';

/** @param {Body} body @param {number} tilt */
function head(body, tilt) {
  const { light, wind } = body;
  const w = wind * 0.5;
  const skull = smooth(points('-6,-13 4,-14.5 12,-9 13.2,0 12,8 7.5,13.8 1,13 -6,8 -10,-2'));
  const braid = ribbon(points(`-7,2 ${-13 + w * 0.4},16 ${-13 + w},30 ${-15 + w * 1.6},42`), [9, 8, 7, 3]);
  const brim = smooth(points('20,-5.5 12,-10.5 -6,-10 -16,-5 -25,7 -20,8 -10,-1 6,-5.5'));
  const crown = smooth(points('13,-9 11,-17.5 0,-22 -10,-18.5 -15,-8 -14,-4 0,-8'));
  return onNeck(
    body,
    tilt,
    solid(braid, HAIR, light, { round: 2 }) +
      solid(skull, SKIN, light, { round: 2.2 }) +
      solid(smooth(points('-10,-6 -4,-8 -4,3 -7.6,9 -11,4')), HAIR, light, { round: 2 }) +
      `<circle cx="1" cy="6.4" r="3" fill="${under('#b9563f', light)}" opacity="0.42"/>` +
      face(body.mood, under('#221a1c', light), under(HAIR, light), shadeOf('#a56a48', light)) +
      solid(crown, OILSKIN, light, { round: 3 }) +
      solid(brim, '#d9a52f', light, { round: 2 }),
  );
}

/** @param {Body} body */
function over(body) {
  const { at, light } = body;
  const p = (/** @type {number} */ a, /** @type {number} */ c) =>
    at(a, c)
      .map((v) => v.toFixed(1))
      .join(' ');
  return (
    inside(body.coat, line(`M${p(56, 5)}L${p(-14, 7)}`, shadeOf(OILSKIN, light), 1.5)) +
    [44, 28, 12].map((along) => line(`M${p(along, 3)}L${p(along, 9)}`, under('#7d5a1c', light), 2)).join('') +
    solid(
      smooth([at(65, -9), at(66, -4), at(60, 2), at(63, 11), at(57, 12), at(53, 3), at(57, -11)]),
      '#cf9a2c',
      light,
      { round: 2 },
    )
  );
}

/** @type {(tilt: number) => Look} */
const look = (tilt) => ({
  coat: OILSKIN,
  sleeve: '#dfac34',
  cuff: '#c9962a',
  trousers: '#d0a137',
  boots: '#2b3238',
  skin: SKIN,
  neck: [mix(SKIN, '#8a4a3a', 0.3), 11.5],
  torso: points('-2,-13 20,-13 42,-14.5 54,-12.5 61,-5 61,6 54,12.5 42,15 20,14 -2,14'),
  hem: 0.8,
  hemWidth: 18,
  arm: [14, 12, 10.5],
  leg: [15, 12, 10],
  over,
  head: (body) => head(body, tilt),
});

/**
 * Ines: yellow oilskin and sou'wester, a dark braid.
 * @param {import('./person.mjs').Pose} pose @param {import('./paint.mjs').Light} light
 */
export const ines = (pose, light) => person(look(pose.tilt ?? 0), pose, light);
