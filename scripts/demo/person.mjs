import { between, hull, pick, reach, ribbon, rounded, smooth } from './geometry.mjs';
import { line, solid, under } from './paint.mjs';

/** @typedef {import('./geometry.mjs').Point} Point */
/** @typedef {import('./paint.mjs').Light} Light */

/**
 * How a figure stands, in its own units: the ground at y = 0, about 200 units to the crown, facing +x.
 * The limb nearer to us comes first in each pair. Hands and feet (ankles, 7 units above the
 * sole) have given positions; elbows and knees follow from them, so that feet stay on the ground and hands on objects.
 * @typedef {{
 *   hip: Point, lean?: number, tilt?: number,
 *   hands: readonly Point[], feet: readonly Point[],
 *   elbows?: readonly [1 | -1, 1 | -1], toes?: readonly [number, number],
 *   held?: readonly [string, string], wind?: number, mood?: Mood
 * }} Pose
 * @typedef {{ brow: number, smile: number | null, eyes?: 'open' | 'down' }} Mood
 * @typedef {{ at: (along: number, across: number) => Point, coat: string, light: Light, lean: number, wind: number,
 *   mood: Mood }} Body
 * @typedef {{
 *   coat: string, sleeve: string, cuff: string, trousers: string, boots: string, skin: string,
 *   neck: readonly [colour: string, breadth: number], torso: readonly Point[], hem: number, hemWidth: number, arm: readonly [number, number, number],
 *   leg: readonly [number, number, number], behind?: (body: Body) => string, over: (body: Body) => string,
 *   head: (body: Body) => string
 * }} Look
 */

const THIGH = 46;
const SHIN = 46;
const UPPER_ARM = 31;
const FOREARM = 29;

/** @param {Point} ankle @param {number} turn in degrees @param {string} colour @param {Light} light */
function boot([x, y], turn, colour, light) {
  const shape = 'M-5.5 -9L5 -9L5.5 -1.5Q14.5 0 15 4.6Q15.2 7 12 7L-5 7Q-7 7 -6.8 4Z';
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn})">${solid(shape, colour, light, { round: 2 })}</g>`;
}

/**
 * @param {readonly [Point, Point, Point]} limb
 * @param {Look} look @param {string} colour @param {string} held @param {Light} light
 */
function arm(limb, look, colour, held, light) {
  const [shoulder, elbow, wrist] = limb;
  const cuff = between(elbow, wrist, 0.9);
  const [x, y] = between(elbow, wrist, 1.14);
  const turn = (Math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]) * 180) / Math.PI;
  const hand = `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${turn.toFixed(1)})">${solid(
    'M-6 -4.2Q2 -5.8 5.6 -3.6Q8.4 -0.8 6.8 2.8Q3.8 5.8 -6 4.4Z',
    look.skin,
    light,
    { round: 1.6 },
  )}</g>`;
  const sleeve = ribbon([shoulder, elbow, wrist], look.arm);
  const band = ribbon([cuff, wrist], [look.arm[2] + 0.6, look.arm[2] + 1]);
  return held + hand + solid(sleeve, colour, light, { round: 3 }) + solid(band, look.cuff, light, { round: 2 });
}

/**
 * The lower part of a coat: what hangs over the hips and both thighs, standing, seated or on one knee.
 * @param {Look} look @param {(along: number, across: number) => Point} on
 * @param {readonly (readonly [Point, Point, Point])[]} limbs the legs, from hip to ankle @param {number} wind
 */
function skirt(look, on, limbs, wind) {
  const [top, seat] = [look.hemWidth * 0.72, look.hemWidth * 0.86];
  /** @type {Point[]} */
  const cloth = [on(8, -top), on(8, top), on(-4, -seat), on(-4, seat)];
  for (const [socket, knee] of limbs) {
    const end = between(socket, knee, look.hem);
    const half = (look.hemWidth * 0.62) / THIGH;
    const [nx, ny] = [(socket[1] - knee[1]) * half, (knee[0] - socket[0]) * half];
    cloth.push([end[0] + nx, end[1] + ny], [end[0] - nx, end[1] - ny]);
  }
  const hips = on(0, 0)[1];
  return rounded(hull(cloth.map(([x, y]) => [x + wind * Math.max(0, (y - hips) / 40), y])), 7);
}

/**
 * A dressed figure in a pose. All people share everything except the head and the clothes over the coat.
 * @param {Look} look @param {Pose} pose @param {Light} light already turned into the figure's own units
 */
export function person(look, pose, light) {
  const {
    hip,
    lean = 0,
    wind = 0,
    mood = { brow: 0, smile: 1 },
    toes = [0, 0],
    elbows = [1, 1],
    held = ['', ''],
  } = pose;
  const [sin, cos] = [Math.sin((lean * Math.PI) / 180), Math.cos((lean * Math.PI) / 180)];
  /** @type {Body['at']} */
  const on = (along, across) => [hip[0] + sin * along + cos * across, hip[1] - cos * along + sin * across];
  /** A darker colour for the limbs that are farther from the viewer. @param {string} colour */
  const behind = (colour) => under(colour, { ...light, wash: light.shadow, strength: light.depth * 0.5 });

  const limbs = pose.feet.map((foot, i) => reach(on(0, i === 0 ? -3 : 3), foot, THIGH, SHIN, -1));
  const [nearLeg, farLeg] = limbs.map((limb, i) => {
    const [cloth, shoe] = i === 0 ? [look.trousers, look.boots] : [behind(look.trousers), behind(look.boots)];
    return solid(ribbon(limb, look.leg), cloth, light, { round: 3 }) + boot(limb[2], pick(toes, i), shoe, light);
  });
  const [nearArm, farArm] = pose.hands.map((hand, i) => {
    const bones = reach(i === 0 ? on(52, -8) : on(53, 9), hand, UPPER_ARM, FOREARM, pick(elbows, i));
    return arm(bones, look, i === 0 ? look.sleeve : behind(look.sleeve), pick(held, i), light);
  });

  // Both parts of the path turn the same way round, so that the coat has one shade without a seam at the hips.
  const torso = smooth(look.torso.map(([along, across]) => on(along, across)));
  const coat = skirt(look, on, limbs, wind) + torso;
  const body = { at: on, coat, light, lean, wind, mood };
  const [skin, breadth] = look.neck;
  return [
    look.behind?.(body),
    farArm,
    farLeg,
    nearLeg,
    solid(ribbon([on(54, 0), on(74, 3)], [breadth, breadth]), skin, light, { round: 2, rim: 0 }),
    solid(coat, look.coat, light, { round: 6 }),
    look.over(body),
    look.head(body),
    nearArm,
  ].join('');
}

/** @param {Body} body @param {number} tilt in degrees @param {string} content drawn around the middle of the head */
export function onNeck(body, tilt, content) {
  const [x, y] = body.at(79, 4);
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${(body.lean * 0.6 + tilt).toFixed(1)}) scale(1.12)">${content}</g>`;
}

/**
 * Eyes, brows, nose and mouth, three-quarters towards +x.
 * @param {Mood} mood
 * @param {string} ink of eyes and mouth
 * @param {string} hair of the brows
 * @param {string} shade of the nose
 */
export function face({ brow, smile, eyes = 'open' }, ink, hair, shade) {
  const eye = (/** @type {number} */ x) =>
    eyes === 'open'
      ? `<ellipse cx="${x}" cy="0.4" rx="1.35" ry="1.9" fill="${ink}"/>`
      : line(`M${x - 2} 0.2q2 2 4 0`, ink, 1.3);
  return [
    eye(2.8),
    eye(10),
    line(
      `M0.2 ${-4.2 + brow * 0.3}q2.4 -1.8 5 ${-brow * 0.9}M7.8 ${-4.4 - brow * 0.6}q2 -1.4 4 ${0.6 + brow * 0.7}`,
      hair,
      1.5,
    ),
    line('M7.4 1.6q3.2 3.4 0.2 4.4', shade, 1.4),
    smile === null
      ? ''
      : line(`M3.6 ${9.6 - smile * 0.7}q3 ${smile * 2.2} 6 ${-smile * 0.2}`, ink, 1.3, 'opacity="0.85"'),
  ].join('');
}
