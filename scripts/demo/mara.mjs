import { mix } from './colour.mjs';
import { points, ribbon, smooth } from './geometry.mjs';
import { inside, line, shadeOf, solid, under } from './paint.mjs';
import { face, onNeck, person } from './person.mjs';

/** @typedef {import('./person.mjs').Body} Body */
/** @typedef {import('./person.mjs').Look} Look */

const HAIR = '#3d2a26';
const SCARF = '#dda23a';
const SKIN = '#e6b48c';
const COAT = '#c2513a';

/** The loose end of the scarf, blown by the wind. @param {Body} body */
function scarfEnd(body) {
  const [x, y] = body.at(60, -7);
  const w = body.wind;
  /** @type {(back: number, drop: number) => import('./geometry.mjs').Point} */
  const on = (back, drop) => [x - back + w * 0.075 * (back + drop), y + drop * Math.max(0.12, 1 - Math.abs(w) / 16)];
  const tail = smooth([
    on(-4, 0),
    on(6, 3),
    on(13, 12),
    on(18, 27),
    on(19, 38),
    on(8, 38),
    on(8, 26),
    on(3, 13),
    on(-6, 7),
  ]);
  const fringe = [0.15, 0.5, 0.85].map((t) => {
    const [a, b] = [on(19 - 11 * t, 37), on(20 - 11 * t, 44)];
    return line(
      `M${a.map((v) => v.toFixed(1)).join(' ')}L${b.map((v) => v.toFixed(1)).join(' ')}`,
      under(SCARF, body.light),
      1.6,
    );
  });
  return fringe.join('') + solid(tail, SCARF, body.light, { round: 3 });
}

/** @param {Body} body @param {number} tilt */
function head(body, tilt) {
  const { light } = body;
  const w = body.wind * 0.5;
  const back =
    `M6 -17C-8 -23 -19 -13 -17.5 1C-17 7 -18 11 -20 15` +
    `Q${-21 + w} 19 ${-24 + w * 1.5} 20Q${-17 + w} 22 ${-13 + w * 0.8} 18` +
    `Q${-14 + w} 22 ${-16 + w * 1.3} 25Q${-6 + w * 0.6} 23 ${-3} 15L6 8Z`;
  const skull = smooth(points('-6,-14 4,-15.5 12,-9 13.4,0 12.2,8 7.5,14.2 1,13.4 -6,8 -10,-2'));
  const fringe =
    'M2.5 -19.5C10 -20.5 15.5 -15 14.6 -4.5C13.6 -8 11.5 -10.5 7.6 -11.8C4 -8.6 -1.6 -7.4 -4.6 -5.2' +
    `C-6 -1 -5.6 4 -7.4 8Q-8.4 12.6 ${-6.6 + w * 0.3} 17Q${-12 + w * 0.5} 15 ${-14.5 + w * 0.4} 10C-18 2 -17 -17 2.5 -19.5Z`;
  return onNeck(
    body,
    tilt,
    solid(back, HAIR, light, { round: 3 }) +
      solid(skull, SKIN, light, { round: 2.2 }) +
      `<circle cx="1" cy="6.6" r="3.2" fill="${under('#d9705a', light)}" opacity="0.42"/>` +
      face(body.mood, under('#2c2020', light), under(HAIR, light), shadeOf('#c98a66', light)) +
      solid(fringe, HAIR, light, { round: 3, rim: 0 }) +
      line('M-11.5 -9Q-6 -16.5 3 -16.8M-13 0Q-13 -6 -9 -9', under('#76523f', light), 1.1, 'opacity="0.75"'),
  );
}

/** @param {Body} body */
function over(body) {
  const { at, light } = body;
  const p = (/** @type {number} */ a, /** @type {number} */ c) =>
    at(a, c)
      .map((v) => v.toFixed(1))
      .join(' ');
  const belt = ribbon([at(19, -11.5), at(18, 0), at(19, 11.5)], [6, 6, 6]);
  return (
    inside(
      body.coat,
      line(`M${p(52, 6)}Q${p(36, 9)} ${p(22, 5)}M${p(14, 5)}L${p(-14, 6)}`, shadeOf(COAT, light), 1.4, 'opacity="0.8"'),
    ) +
    [44, 34, 8, -4]
      .map(
        (a) =>
          `<circle cx="${at(a, 9)[0].toFixed(1)}" cy="${at(a, 9)[1].toFixed(1)}" r="1.5" fill="${under('#5a2a24', light)}"/>`,
      )
      .join('') +
    solid(belt, '#8f3428', light, { round: 2 }) +
    solid(ribbon([at(62, -9), at(58, 1), at(62, 11)], [9, 11, 9]), SCARF, light, { round: 3 })
  );
}

/** @type {(tilt: number) => Look} */
const look = (tilt) => ({
  coat: COAT,
  sleeve: '#b84a35',
  cuff: '#8f3428',
  trousers: '#33424d',
  boots: '#5b3a2c',
  skin: SKIN,
  neck: [mix(SKIN, '#8a4a3a', 0.3), 11.5],
  torso: points('-2,-12 20,-11 42,-13.5 54,-12.5 61,-5 61,6 54,12.5 42,14 20,11.5 -2,12.5'),
  hem: 0.94,
  hemWidth: 17,
  arm: [13, 10.5, 9],
  leg: [13, 10, 8],
  behind: scarfEnd,
  over,
  head: (body) => head(body, tilt),
});

/**
 * Mara: rust coat, mustard scarf, dark bob.
 * @param {import('./person.mjs').Pose} pose @param {import('./paint.mjs').Light} light
 */
export const mara = (pose, light) => person(look(pose.tilt ?? 0), pose, light);
