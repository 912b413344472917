import { points } from '../geometry.mjs';
import { boat } from '../boat.mjs';
import { ines } from '../ines.mjs';
import { actor, aura, fill, line, linear, mirrored, place } from '../paint.mjs';
import { cumulus, HEIGHT, rain, sky, streaks, WIDTH } from '../sky.mjs';
import { lighthouse } from '../tower.mjs';
import { breaker, spray, swell } from '../waves.mjs';

/** @type {import('../paint.mjs').Light} */
const STORM = {
  from: [-0.82, -0.57],
  key: '#f2e0a0',
  keyStrength: 0.6,
  shadow: '#1a2340',
  depth: 0.5,
  wash: '#54707a',
  strength: 0.1,
  rim: 0.8,
};
/** @type {import('../paint.mjs').Light} */
const DISTANT = { ...STORM, wash: '#3b4a58', strength: 0.68, depth: 0.3, rim: 0 };

/** Banks of cloud, the last light in the slit under them. */
const weather = () =>
  [
    sky('f4sky', '0 #151e2c, 0.42 #2c3c4e, 0.78 #5d7176, 0.93 #c2b888, 1 #e0cd8a', 300),
    cumulus({
      x: 520,
      y: 270,
      width: 560,
      height: 90,
      seed: 37,
      top: '#56697a',
      base: '#4a5d68',
      opacity: 0.9,
      fade: true,
    }),
    cumulus({
      x: 150,
      y: 262,
      width: 460,
      height: 80,
      seed: 26,
      top: '#5b6f7d',
      base: '#4d606b',
      opacity: 0.9,
      fade: true,
    }),
    cumulus({ x: -220, y: 190, width: 830, height: 130, seed: 9, top: '#3a4a60', base: '#2c3a4c', fade: true }),
    cumulus({ x: 310, y: 176, width: 780, height: 150, seed: 14, top: '#415268', base: '#2a384a', fade: true }),
    cumulus({ x: -100, y: 66, width: 700, height: 90, seed: 54, top: '#232f42', base: '#141c29', fade: true }),
    cumulus({ x: 420, y: 60, width: 640, height: 80, seed: 58, top: '#253246', base: '#141c29', fade: true }),
    streaks(17, [236, 284], 10, '#ead79a', 0.4),
  ].join('');

/** The waves between the viewer and the land. */
const farSea = () =>
  [
    `${linear('f4sea', '0 #b9b084, 0.1 #5d7679, 1 #2a4753')}<rect y="298" width="${WIDTH}" height="${HEIGHT - 298}" fill="url(#f4sea)"/>`,
    line('M86 304h64M96 311h44', '#ffd98a', 2, 'opacity="0.6" class="aura"'),
    swell({
      id: 'f4w1',
      seed: 2,
      top: '#6c8a8c',
      bottom: '#34545f',
      foam: '#d9e5dc',
      crest: points(
        '-20,326 60,322 130,306 190,320 290,330 360,312 420,296 470,316 580,334 680,318 760,288 820,312 900,330 980,318',
      ),
      edge: 1.4,
      veins: 16,
    }),
    breaker(35, points('736,302 760,291 792,302'), 7, '#e6eee8', '#9db5b3'),
    swell({
      id: 'f4w2',
      seed: 3,
      top: '#4c7a82',
      bottom: '#234453',
      foam: '#c9dcd8',
      crest: points(
        '-20,372 50,384 140,372 220,336 268,322 316,346 400,384 520,400 660,402 760,372 850,324 888,316 924,340 980,372',
      ),
      edge: 1.8,
      veins: 18,
    }),
    breaker(31, points('226,340 250,328 272,324 304,342'), 9, '#e6eee8', '#9db5b3'),
    breaker(32, points('838,336 868,320 892,318 922,340'), 10, '#e6eee8', '#9db5b3'),
  ].join('');

/** The waves in front of the boat. */
const nearSea = () =>
  [
    swell({
      id: 'f4w3',
      seed: 6,
      top: '#44757f',
      bottom: '#16303f',
      foam: '#d4e4e0',
      crest: points(
        '-20,474 60,492 150,480 230,440 300,384 352,356 400,368 452,398 540,424 650,446 760,436 850,398 910,384 980,412',
      ),
      edge: 2.4,
      veins: 30,
    }),
    breaker(33, points('286,396 322,368 356,356 398,368 446,396 486,410'), 17, '#f1f6f2', '#9dbcbd'),
    breaker(34, points('846,402 884,388 916,386 950,400'), 10, '#f1f6f2', '#9dbcbd'),
    breaker(41, points('640,442 684,444 736,438 776,430'), 9, '#e6eee8', '#8fb0b3'),
    swell({
      id: 'f4w4',
      seed: 8,
      top: '#2d5a67',
      bottom: '#0f2432',
      foam: '#bcd3d2',
      crest: points('-20,470 50,448 110,462 190,506 330,524 460,504 560,484 640,500 760,522 870,498 980,452'),
      edge: 2.2,
      veins: 14,
    }),
    breaker(36, points('16,462 50,449 88,456'), 9, '#dfeae6', '#8fb0b3'),
  ].join('');

/** Ines at the tiller, in the boat's own units. */
const helm = () =>
  line('M-68 -27L-44 -43', '#b98a58', 3.4) +
  place(
    -48,
    -4,
    0.66,
    1,
    actor(
      'char4',
      ines(
        {
          hip: [0, -50],
          lean: 16,
          tilt: -12,
          hands: points('4,-62 44,-86'),
          elbows: [1, 1],
          feet: points('40,-7 52,-7'),
          mood: { brow: 2, smile: 0 },
          wind: -7,
        },
        mirrored(STORM),
      ),
    ),
  ) +
  line('M-19 -61L-20 -43M-19 -61Q-22 -40 -30 -30', '#d9cfb8', 1);

/** Out at sea at nightfall: the boat on a crest, the tower dark, one spark on its gallery. */
export function frame4() {
  return [
    actor('bg4', weather()),
    fill('M-10 316V248Q30 228 92 226Q160 226 190 258Q214 286 262 304L270 316Z', '#33434f'),
    fill('M-10 316V270Q60 258 116 266Q180 280 240 316Z', '#283642'),
    place(104, 232, 0.74, 1, actor('lm1', lighthouse(DISTANT, { id: 'f4tower' }))),
    aura('f4spark', 121, 108, 84, '#ffcf6e', 0.95),
    actor('obj1', `<circle cx="121" cy="108" r="5" fill="#ffe9a8"/><circle cx="121" cy="108" r="2.6" fill="#fffdf0"/>`),
    actor('bg1', farSea()),
    `<g transform="translate(590 392) rotate(13) scale(-2.12 2.12)">${actor('obj3', boat(mirrored(STORM), { id: 'f4boat', sail: 'reefed', crew: helm() }))}</g>`,
    actor('bg1', nearSea()),
    spray(7, [400, 372], [120, 150], 120, '#f1f6f2'),
    rain({ seed: 3, count: 150, slant: -0.5, colour: '#d7e4e4', opacity: 0.28, length: 30, width: 1.1 }),
    rain({ seed: 4, count: 46, slant: -0.5, colour: '#e8f0ee', opacity: 0.3, length: 66, width: 1.7 }),
  ].join('');
}
