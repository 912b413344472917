import { pick, points, reach, ribbon, smooth } from './geometry.mjs';
import { fill, inside, line, shadeOf, solid, under } from './paint.mjs';

/** @typedef {import('./geometry.mjs').Point} Point */
/** @typedef {import('./paint.mjs').Light} Light */

/**
 * The pose of the dog. It faces +x, its shoulder is about 70 units high, and the ground is at y = 0. `paws` has the
 * positions of the paws: near fore, far fore, near hind, far hind.
 * @typedef {{
 *   body: readonly Point[], chest: Point, rump: Point, head: Point, tilt?: number, paws: readonly Point[],
 *   tail: readonly Point[], ear?: number, mouth?: 'shut' | 'open', eye?: 'open' | 'shut', folded?: boolean
 * }} DogPose
 */

const COAT = '#efe4cc';
const PATCH = '#c98a4e';
const COLLAR = '#2f7c80';

/**
 * @param {Point} from
 * @param {Point} paw @param {number} bend @param {readonly [number, number, number]} breadths @param {string} colour
 * @param {Light} light
 */
function leg(from, paw, bend, breadths, colour, light) {
  const [, joint, end] = reach(from, paw, 23, 25, bend);
  const foot = `M${end[0] - 5} ${end[1] + 4}Q${end[0] - 6} ${end[1] - 4} ${end[0] + 1} ${end[1] - 5}Q${end[0] + 10} ${end[1] - 2} ${end[0] + 9} ${end[1] + 4}Z`;
  return (
    solid(ribbon([from, joint, end], breadths), colour, light, { round: 3 }) + solid(foot, colour, light, { round: 2 })
  );
}

/** @param {DogPose} pose @param {Light} light */
function head({ head: [x, y], tilt = 0, ear = 0, mouth = 'shut', eye = 'open' }, light) {
  const skull = smooth(points('-15,-3 -11,-14 0,-17 9,-12 15,-5 26,-2.5 29,3 26,8 14,10 2,13 -10,10'));
  const patch = smooth(points('-17,-4 -12,-17 2,-19 9,-12 8,-3 0,1 -8,2'));
  const e = ear;
  const flap = smooth(
    points(
      `-8,-14 -1,-14 ${0 - e * 0.2},${-4 - e * 0.2} ${-4 - e * 0.8},${9 - e * 0.7} ${-11 - e},${12 - e} ${-15 - e * 0.7},${4 - e * 0.8} -13,-8`,
    ),
  );
  const jaw = smooth(points('8,7 20,8 23,13 17,17 8,13'));
  return `<g transform="translate(${x} ${y}) rotate(${tilt})">${[
    mouth === 'open'
      ? solid(jaw, COAT, light, { round: 2 }) + fill(smooth(points('11,8 20,8 21,12 15,14')), under('#c75f5a', light))
      : '',
    solid(skull, COAT, light, { round: 4 }),
    inside(skull, solid(patch, PATCH, light, { round: 4 })),
    `<ellipse cx="27.6" cy="-0.6" rx="3.6" ry="3" fill="${under('#2a2224', light)}"/>`,
    eye === 'open'
      ? `<ellipse cx="10" cy="-4.6" rx="1.9" ry="2.4" fill="${under('#2a2224', light)}"/><circle cx="10.6" cy="-5.4" r="0.6" fill="#fff" opacity="0.8"/>`
      : line('M7 -4q3 2.4 6 0', under('#2a2224', light), 1.5),
    mouth === 'shut' ? line('M26 4.6q-5 3.4 -10 1.4', shadeOf('#a5805c', light), 1.3) : '',
    solid(flap, '#b5763e', light, { round: 3 }),
  ].join('')}</g>`;
}

/** Biscuit: a cream dog with caramel ears and a teal collar. @param {DogPose} pose @param {Light} light */
export function biscuit(pose, light) {
  const far = under(COAT, { ...light, wash: light.shadow, strength: light.depth * 0.55 });
  const paw = (/** @type {number} */ i) => pick(pose.paws, i);
  const body = smooth(pose.body.toReversed());
  const [cx, cy] = pose.chest;
  const [rx, ry] = pose.rump;
  const [hx, hy] = pose.head;
  const neck = ribbon(
    points(`${cx - 2},${cy - 4} ${(cx + hx) / 2 - 2},${(cy + hy) / 2 + 2} ${hx - 3},${hy + 3}`),
    [30, 25, 21],
  );
  const collar = ribbon(
    points(
      `${(cx + hx) / 2 - 13},${(cy + hy) / 2 - 4} ${(cx + hx) / 2 + 1},${(cy + hy) / 2 + 6} ${(cx + hx) / 2 + 10},${(cy + hy) / 2 + 3}`,
    ),
    [5, 5, 5],
  );
  const legs = pose.folded
    ? [
        solid(ribbon(points(`${cx + 4},${cy + 8} ${cx + 20},-8 ${cx + 44},-5`), [15, 12, 10]), far, light, {
          round: 3,
        }),
        solid(
          smooth(
            points(
              `${rx - 16},${ry + 8} ${rx - 8},${ry - 18} ${rx + 14},${ry - 16} ${rx + 24},${ry + 6} ${rx + 36},-8 ${rx + 34},-1 ${rx - 2},-1`,
            ),
          ),
          COAT,
          light,
          { round: 4 },
        ) +
          solid(ribbon(points(`${cx - 2},${cy + 6} ${cx + 12},-7 ${cx + 38},-5`), [17, 12, 10]), COAT, light, {
            round: 3,
          }),
      ]
    : [
        leg([cx + 2, cy + 6], paw(1), 1, [14, 10, 8], far, light) +
          leg([rx + 4, ry + 4], paw(3), -1, [20, 11, 8], far, light),
        leg([rx, ry + 4], paw(2), -1, [24, 12, 8.5], COAT, light) +
          leg([cx - 3, cy + 6], paw(0), 1, [16, 11, 8.5], COAT, light),
      ];
  return [
    legs[0],
    solid(ribbon(pose.tail, [9, 8, 8, 3].slice(0, pose.tail.length)), COAT, light, { round: 2 }),
    solid(body + neck, COAT, light, { round: 6 }),
    inside(body, solid(smooth(points('-6,-24 16,-28 30,-16 18,-6 0,-8', [rx, ry])), PATCH, light, { round: 3 })),
    legs[1],
    solid(collar, COLLAR, light, { round: 2 }),
    head(pose, light),
  ].join('');
}

/** @type {Record<'run' | 'sit' | 'lie' | 'bark' | 'shake' , DogPose>} */
export const DOG = {
  run: {
    body: points('-42,-52 -30,-66 0,-66 28,-72 42,-64 42,-48 26,-38 0,-46 -26,-40 -40,-42'),
    chest: [30, -58],
    rump: [-28, -54],
    head: [60, -86],
    tilt: -6,
    ear: 9,
    mouth: 'open',
    paws: points('70,-26 60,-14 -66,-12 -54,-4'),
    tail: points('-38,-58 -54,-66 -64,-80 -62,-92'),
  },
  sit: {
    body: points('-30,-10 -38,-30 -28,-48 -8,-66 12,-82 26,-76 28,-56 18,-38 10,-16 -6,-6'),
    chest: [14, -62],
    rump: [-18, -26],
    head: [30, -104],
    tilt: -14,
    paws: points('16,-4 26,-4 2,-4 10,-4'),
    tail: points('-30,-10 -48,-8 -60,-16 -64,-28'),
  },
  lie: {
    body: points('-48,-4 -52,-22 -38,-38 -8,-40 20,-46 38,-40 40,-20 28,-4 -10,-1'),
    chest: [24, -32],
    rump: [-30, -20],
    head: [48, -58],
    tilt: 4,
    paws: points('0,0 0,0 0,0 0,0'),
    folded: true,
    tail: points('-44,-8 -58,-4 -72,-6 -82,-14'),
  },
  bark: {
    body: points('-32,-40 -34,-58 -18,-72 2,-92 20,-108 34,-100 32,-82 16,-64 2,-44 -16,-34'),
    chest: [20, -88],
    rump: [-18, -52],
    head: [42, -128],
    tilt: -18,
    ear: 6,
    mouth: 'open',
    paws: points('46,-91 54,-87 -22,-4 -10,-4'),
    tail: points('-30,-46 -46,-48 -56,-60 -56,-74'),
  },
  shake: {
    body: points('-42,-54 -30,-66 0,-68 24,-74 38,-66 40,-50 24,-36 0,-40 -24,-38 -40,-42'),
    chest: [26, -56],
    rump: [-28, -52],
    head: [48, -84],
    tilt: 22,
    ear: -9,
    eye: 'shut',
    paws: points('18,-4 38,-4 -42,-4 -20,-4'),
    tail: points('-38,-58 -54,-62 -66,-54 -74,-60'),
  },
};
