import { points, ribbon, smooth } from './geometry.mjs';
import { inside, line, shadeOf, solid, under } from './paint.mjs';
import { face, onNeck, person } from './person.mjs';

/** @typedef {import('./person.mjs').Body} Body */
/** @typedef {import('./person.mjs').Look} Look */

const COAT = '#2f5377';
const BEARD = '#ece5d6';
const CAP = '#22384d';
const SKIN = '#dba483';

/** @param {Body} body @param {number} tilt */
function head(body, tilt) {
  const { light, wind } = body;
  const w = wind * 0.35;
  const skull = smooth(points('-8,-12 4,-14 12.5,-9 14,0 12.5,8 6,13 -4,12 -10,6 -11.5,-4'));
  const beard = smooth([
    [-9.5, -1],
    [-5, 3.5],
    [0, 7.2],
    [7, 7.6],
    [12.2, 4.6],
    [14.4, 8],
    [13, 17],
    [7 + w * 0.5, 24],
    [2 + w, 26],
    [-5 + w * 0.5, 20],
    [-11, 10],
  ]);
  const moustache = smooth(points('3,6.4 8.4,4 13.6,6 15.6,10.4 10,9.2 8,9.4 4,10.6 0.5,10'));
  const crown = smooth(points('-13.5,-5.5 -14.5,-14 -6,-21.5 6,-22 14,-15.5 14,-8.4 2,-7.2'));
  const peak = smooth(points('4,-9.6 14,-10.4 22.5,-6.4 21.5,-4.6 13,-6.2 5,-6.4'));
  return onNeck(
    body,
    tilt,
    solid(skull, SKIN, light, { round: 4 }) +
      `<circle cx="1.5" cy="4.6" r="3.4" fill="${under('#cf6a52', light)}" opacity="0.45"/>` +
      solid(smooth(points('-9.5,-3 -5.6,-3.6 -5,1.2 -7.6,4 -10,1.6')), '#d0957a', light, { round: 1 }) +
      face({ ...body.mood, smile: null }, under('#232026', light), under('#f4eee2', light), shadeOf('#c07f60', light)) +
      solid(beard, BEARD, light, { round: 5 }) +
      solid(smooth(points('8,0.8 12.4,1.4 14,4.6 11,6.6 7.6,5.2')), '#d4937a', light, { round: 1.4 }) +
      solid(moustache, '#f6f0e4', light, { round: 2 }) +
      line('M3 13q1 5 -1 8M8 14q0.6 3 -0.4 6', shadeOf(BEARD, light), 1, 'opacity="0.6"') +
      solid(crown, CAP, light, { round: 4 }) +
      solid(ribbon(points('-13.4,-7.6 2,-8.6 14,-10'), [5.5, 5.5, 5]), '#1a2c3e', light, { round: 2 }) +
      solid(peak, '#182735', light, { round: 2 }),
  );
}

/** @param {Body} body */
function over(body) {
  const { at, light } = body;
  const button = (/** @type {number} */ along, /** @type {number} */ across) => {
    const [x, y] = at(along, across);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="1.9" fill="${under('#d9b25f', light)}"/>`;
  };
  const p = (/** @type {number} */ a, /** @type {number} */ c) =>
    at(a, c)
      .map((v) => v.toFixed(1))
      .join(' ');
  const lapel = smooth([at(62, 4), at(50, 14.5), at(38, 8), at(48, 2)]);
  return (
    inside(body.coat, line(`M${p(40, 8)}L${p(-12, 9)}`, shadeOf(COAT, light), 1.4, 'opacity="0.9"')) +
    [34, 22, 10].map((along) => button(along, 3.4) + button(along, 13.4)).join('') +
    solid(lapel, '#284a6c', light, { round: 2 }) +
    solid(
      smooth([at(66, -11), at(67, -6), at(60, 2), at(63, 12), at(56, 14), at(51, 3), at(56, -13)]),
      '#284a6c',
      light,
      { round: 3 },
    )
  );
}

/** @type {(tilt: number) => Look} */
const look = (tilt) => ({
  coat: COAT,
  sleeve: '#2a4c6e',
  cuff: '#203d5a',
  trousers: '#4d4a4a',
  boots: '#2b2a2d',
  skin: SKIN,
  neck: ['#e8dfcb', 18],
  torso: points('-4,-15 18,-16.5 42,-17 54,-15 61,-7 61,7 54,15 40,18.5 18,19.5 -4,17'),
  hem: 0.62,
  hemWidth: 21,
  arm: [16, 13, 11],
  leg: [16, 12.5, 10],
  over,
  head: (body) => head(body, tilt),
});

/**
 * Otto: navy pea coat, cap, white beard.
 * @param {import('./person.mjs').Pose} pose @param {import('./paint.mjs').Light} light
 */
export const otto = (pose, light) => person(look(pose.tilt ?? 0), pose, light);
