import { biscuit, DOG } from '../biscuit.mjs';
import { points, random, ribbon } from '../geometry.mjs';
import { flowers, grass, headland, hill, rock, sea, strewn } from '../land.mjs';
import { mara } from '../mara.mjs';
import { actor, fill, line, linear, place, radial, shadow, solid } from '../paint.mjs';
import { letter } from '../props.mjs';
import { cumulus, gull, HEIGHT, sky, streaks, sun, WIDTH } from '../sky.mjs';
import { lighthouse } from '../tower.mjs';

/** @type {import('../paint.mjs').Light} */
const MORNING = {
  from: [-0.88, -0.47],
  key: '#ffe9b8',
  keyStrength: 0.75,
  shadow: '#53406e',
  depth: 0.4,
  wash: '#f6cf9a',
  strength: 0.05,
  rim: 1.3,
};
/** @type {import('../paint.mjs').Light} */
const HAZE = { ...MORNING, wash: '#f3d9bb', strength: 0.2, depth: 0.36, rim: 0 };

const PATH = ribbon(
  points('150,560 258,494 420,462 590,436 676,398 612,352 610,318 680,286 742,268 756,246'),
  [150, 84, 50, 36, 26, 17, 13, 10, 7, 5],
);

/** The keeper's cottage beside the tower. */
const cottage = () =>
  [
    solid('M834 252V216H908V254Z', '#f4ead9', HAZE, { round: 8 }),
    solid('M826 220L846 192H896L916 220Z', '#7d6f78', HAZE, { round: 5 }),
    fill('M888 196V178H899V200Z', '#c9b6a4'),
    fill('M848 228h12v12h-12ZM884 228h12v12h-12Z', '#6d8c92'),
    fill('M866 226h12v28h-12Z', '#8d4a3d'),
    line('M894 174q-6 -12 4 -20t-2 -22', '#fff1dc', 4, 'opacity="0.45" class="aura"'),
  ].join('');

/**
 * Gorse in bloom: dark heaps with yellow on the side of the sun.
 * @param {number} seed @param {readonly import('../geometry.mjs').Point[]} along @param {number} size
 */
function hedge(seed, along, size) {
  const next = random(seed);
  let [dark, light, bloom] = ['', '', ''];
  for (const [x, y] of along) {
    for (let i = 0; i < 5; i++) {
      const [cx, cy, r] = [x + (next() - 0.5) * size * 3, y - next() * size * 0.7, size * (0.5 + next() * 0.5)];
      dark += `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="${r.toFixed(1)}"/>`;
      light += `<circle cx="${(cx - r * 0.2).toFixed(1)}" cy="${(cy - r * 0.22).toFixed(1)}" r="${(r * 0.72).toFixed(1)}"/>`;
      for (let k = 0; k < 5; k++)
        bloom += `<circle cx="${(cx - r * 0.3 + (next() - 0.5) * r).toFixed(1)}" cy="${(cy - r * 0.4 + (next() - 0.5) * r).toFixed(1)}" r="${(1 + next() * 1.1).toFixed(1)}"/>`;
    }
  }
  return `<g fill="#4f6f45">${dark}</g><g fill="#728c4f">${light}</g><g fill="#f4cf5a">${bloom}</g>`;
}

/** Posts and two wires along the path. */
function fence() {
  /** @type {[number, number, number][]} */
  const posts = [
    [706, 424, 34],
    [776, 411, 37],
    [850, 396, 40],
    [926, 380, 44],
  ];
  const wire = (/** @type {number} */ t) => `M${posts.map(([x, y, h]) => `${x} ${(y - h * t).toFixed(1)}`).join('L')}`;
  return (
    line(wire(0.86) + wire(0.5), '#6b5a52', 1, 'opacity="0.75"') +
    posts
      .map(([x, y, h]) =>
        solid(`M${x - h * 0.07} ${y}L${x - h * 0.06} ${y - h}H${x + h * 0.07}V${y}Z`, '#8d7359', MORNING, {
          round: 1.5,
          rim: 0.6,
        }),
      )
      .join('')
  );
}

/** Morning on the headland: Mara on the path, the dog ahead of her, the lighthouse above. */
export function frame1() {
  const meadow = strewn(5, 90, [-10, 960], (x, t) => 470 + t * 70 - x * 0.012);
  return [
    sky('f1sky', '0 #7fb0bf, 0.34 #c9d8c9, 0.62 #f7dfb4, 1 #fbd9a5', 330),
    streaks(11, [40, 150], 9, '#fff3dc', 0.55),
    cumulus({
      x: 470,
      y: 236,
      width: 300,
      height: 60,
      seed: 4,
      top: '#fdeccb',
      base: '#f3d2aa',
      opacity: 0.85,
      fade: true,
    }),
    cumulus({
      x: 20,
      y: 128,
      width: 210,
      height: 44,
      seed: 21,
      top: '#fff3db',
      base: '#f3e0bd',
      opacity: 0.8,
      fade: true,
    }),
    sun('f1sun', 214, 214, 30, '#fff6da', '#ffd890'),
    headland(3, 304, [-60, 300], 40, '#c9b9b3'),
    headland(8, 304, [180, 560], 26, '#d6c5b4'),
    actor(
      'bg1',
      sea({
        id: 'f1sea',
        horizon: 303,
        bottom: 470,
        seed: 2,
        count: 130,
        path: [214, 130],
        opacity: 0.75,
        glint: '#fff0c6',
        stops: '0 #e9cfa8, 0.18 #b6c4b4, 0.6 #6fa2a5, 1 #4f868f',
      }),
    ),
    hill(
      'f1far',
      points('300,428 390,384 480,352 560,304 640,262 720,240 800,238 880,250 960,246'),
      '#b5b781',
      '#6f9069',
    ),
    cottage(),
    place(782, 250, 0.98, 1, actor('lm1', lighthouse(HAZE, { id: 'f1tower' }))),
    fill('M700 262Q760 236 830 248Q880 256 952 244V300H690Z', '#a9ae78'),
    hill(
      'f1mid',
      points('-10,436 120,410 250,414 380,424 500,398 620,352 740,318 860,308 962,290'),
      '#9cab66',
      '#5f8553',
    ),
    hill('f1near', points('-10,470 140,448 300,446 470,440 640,428 800,400 962,372'), '#8ea45a', '#4f7746'),
    actor('bg2', `${linear('f1path', '0 #f3ddb0, 1 #d2aa78')}${fill(PATH, 'url(#f1path)')}`),
    fence(),
    hedge(88, points('476,404 520,392 566,378'), 13),
    hedge(89, points('800,330 846,322 900,318'), 15),
    hedge(90, points('690,346 716,338'), 10),
    shadow(350, 484, 66, 7, '#3d3a4e', 0.32),
    shadow(622, 462, 70, 6, '#3d3a4e', 0.3),
    grass(9, meadow, 20, '#44683f', 0.25),
    rock(846, 480, 120, 60, 3, '#a89c92', MORNING),
    rock(914, 496, 84, 40, 7, '#938a86', MORNING),
    rock(66, 500, 84, 36, 19, '#9d9289', MORNING),
    grass(
      35,
      points('800,488 824,490 852,489 878,494 900,500 930,503 948,500 30,504 52,506 80,506 102,504'),
      24,
      '#446c41',
      0.25,
    ),
    radial('f1warm', '0 #ffdf9e 0.3, 1 #ffdf9e 0', `gradientUnits="userSpaceOnUse" cx="214" cy="214" r="560"`),
    `<rect class="aura" width="${WIDTH}" height="${HEIGHT}" fill="url(#f1warm)"/>`,
    place(598, 462, 0.84, 1, actor('char3', biscuit(DOG.run, MORNING))),
    place(
      318,
      486,
      1.22,
      1,
      actor(
        'char1',
        mara(
          {
            hip: [0, -96],
            lean: 6,
            hands: points('34,-98 -24,-100'),
            feet: points('-28,-13 26,-7'),
            toes: [24, -6],
            wind: -8,
            mood: { brow: 0, smile: 1 },
            held: [`<g transform="translate(44 -100) rotate(-12)">${actor('obj2', letter(MORNING))}</g>`, ''],
          },
          MORNING,
        ),
      ),
    ),
    gull(452, 120, 15, '#fdf6e8'),
    gull(498, 148, 10, '#fdf6e8'),
    gull(410, 160, 8, '#f6ecd9'),
    grass(
      31,
      strewn(6, 60, [-10, 960], (_, t) => 520 + t * 26),
      34,
      '#37583a',
      0.3,
    ),
    flowers(
      12,
      strewn(14, 46, [-10, 960], (_, t) => 514 + t * 30),
      26,
      ['#e58a92', '#f7e9d2', '#f2c14e'],
      '#3f6440',
    ),
  ].join('');
}
