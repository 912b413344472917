import { biscuit, DOG } from '../biscuit.mjs';
import { boat } from '../boat.mjs';
import { points, random } from '../geometry.mjs';
import { ines } from '../ines.mjs';
import { grass, headland, rock, sea, strewn } from '../land.mjs';
import { mara } from '../mara.mjs';
import { otto } from '../otto.mjs';
import { actor, fill, line, linear, mirrored, place, shadow, solid } from '../paint.mjs';
import { lantern } from '../props.mjs';
import { cumulus, gull, sky, streaks, sun } from '../sky.mjs';
import { lighthouse } from '../tower.mjs';

/** @type {import('../paint.mjs').Light} */
const DAWN = {
  from: [-0.93, -0.36],
  key: '#ffdcae',
  keyStrength: 0.8,
  shadow: '#4a3a70',
  depth: 0.44,
  wash: '#f0a98c',
  strength: 0.07,
  rim: 1.3,
};
/** @type {import('../paint.mjs').Light} */
const FAR = { ...DAWN, wash: '#e6b3a6', strength: 0.32, depth: 0.36, rim: 0 };

/** Planks on piles, from x to the right edge; the deck is at y. @param {number} x @param {number} y */
function jetty(x, y) {
  const piles = [x + 24, x + 170, x + 316, x + 462]
    .map((p) => solid(`M${p} ${y + 10}H${p + 20}V545H${p}Z`, '#6f4c48', DAWN, { round: 6 }))
    .join('');
  const gaps = Array.from({ length: 14 }, (_, i) => `M${x + 34 + i * 40} ${y - 1}L${x + 12 + i * 40} ${y + 14}`).join(
    '',
  );
  return [
    fill(
      `M${x + 34} ${y + 50}L${x + 180} ${y + 96}V${y + 105}L${x + 34} ${y + 59}ZM${x + 326} ${y + 50}L${x + 472} ${y + 96}V${y + 105}L${x + 326} ${y + 59}Z`,
      '#523b4a',
    ),
    piles,
    `${linear('f6deck', '0 #e0a67e, 1 #93665c', 'x1="0" y1="0" x2="1" y2="0"')}<path d="M${x + 14} ${y - 2}H962V${y + 15}H${x}Z" fill="url(#f6deck)"/>`,
    line(gaps, '#5f4146', 1.6, 'opacity="0.7"'),
    solid(`M${x - 2} ${y + 14}H962V${y + 28}H${x - 2}Z`, '#7a5650', DAWN, { round: 3 }),
    line(`M${x} ${y - 1}H962`, '#ffdcb4', 1.6, 'opacity="0.7"'),
  ].join('');
}

/** The point with the tower, its grass and the rocks at its foot; the water begins at y = 330. */
const point = () =>
  [
    `${linear('f6hill', '0 #b3959c, 1 #8d8797')}${fill('M560 332Q600 282 660 240Q720 196 800 186Q890 188 962 176V332Z', 'url(#f6hill)')}`,
    place(806, 190, 0.74, 1, actor('lm1', lighthouse(FAR, { id: 'f6tower' }))),
    fill('M728 204Q806 182 880 190L962 178V230H690Z', '#a58d94'),
    `${linear('f6slope', '0 #8f8c7e, 1 #69746f')}${fill('M636 320Q700 288 770 268Q860 244 962 228V336H628Z', 'url(#f6slope)')}`,
    grass(
      95,
      strewn(96, 9, [690, 790], (x, t) => 296 - (x - 720) * 0.14 + t * 40),
      15,
      '#5c6a62',
      0.1,
    ),
    rock(676, 334, 84, 36, 5, '#938693', DAWN),
    rock(752, 338, 66, 26, 9, '#82778a', DAWN),
    rock(628, 333, 42, 16, 15, '#8a7d8c', DAWN),
    rock(834, 339, 90, 30, 22, '#8a7e8e', DAWN),
    rock(922, 340, 80, 36, 27, '#7f7488', DAWN),
    line('M600 338H962', '#ffe3cf', 2, 'opacity="0.6"'),
  ].join('');

/**
 * A reflection in the calm water.
 * @param {number} x @param {number} width @param {number} top @param {string} colour @param {number} seed
 */
function reflection(x, width, top, colour, seed) {
  const next = random(seed);
  let d = '';
  for (let i = 0; i < 11; i++) {
    const half = (width / 2) * (1 - i * 0.05) * (0.75 + next() * 0.3);
    const cx = x + (next() - 0.5) * width * 0.1;
    d += `M${(cx - half).toFixed(1)} ${top + i * 7}q${half.toFixed(1)} -4 ${(half * 2).toFixed(1)} 0q${(-half).toFixed(1)} 4 ${(-half * 2).toFixed(1)} 0Z`;
  }
  return fill(d, colour, 'opacity="0.5" class="aura"');
}

/** Water flung from a wet coat, outwards from the dog's back. */
function drops() {
  const next = random(99);
  return `<g class="aura" fill="#fff6e6">${Array.from({ length: 64 }, () => {
    const a = Math.PI * (1.02 + next() * 0.96);
    const far = 0.66 + next() ** 1.6 * 0.62;
    const [x, y] = [856 + Math.cos(a) * 104 * far, 356 + Math.sin(a) * 92 * far];
    return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${(1.2 + next() * 2.6).toFixed(1)}" ry="${(0.9 + next() * 1.1).toFixed(1)}" transform="rotate(${((a * 180) / Math.PI).toFixed(0)} ${x.toFixed(1)} ${y.toFixed(1)})" opacity="${(0.6 + next() * 0.4).toFixed(2)}"/>`;
  }).join('')}</g>`;
}

/** The morning after: calm water, the boat alongside, two on the jetty with the lantern between them. */
export function frame6() {
  const deck = 396;
  return [
    sky('f6sky', '0 #7b8fc2, 0.35 #c6a7c4, 0.68 #f6b99c, 1 #ffe3b2', 270),
    streaks(71, [50, 190], 13, '#ffe3cf', 0.6),
    cumulus({
      x: 330,
      y: 232,
      width: 320,
      height: 40,
      seed: 81,
      top: '#f3c1b4',
      base: '#e0a7ac',
      opacity: 0.8,
      fade: true,
    }),
    sun('f6sun', 92, 226, 25, '#fff4d6', '#ffc98c'),
    headland(13, 262, [-80, 240], 16, '#c99ca6'),
    headland(19, 262, [300, 640], 28, '#c193ad'),
    actor(
      'bg1',
      sea({
        id: 'f6sea',
        horizon: 260,
        seed: 91,
        count: 190,
        path: [110, 210],
        opacity: 0.7,
        glint: '#ffe9c2',
        stops: '0 #f8c8a2, 0.16 #dca6ae, 0.5 #938eba, 1 #54659a',
      }),
    ),
    point(),
    reflection(214, 150, 470, '#34486e', 3),
    reflection(806, 70, 344, '#f0d0cc', 8),
    place(
      214,
      440,
      1.62,
      1,
      actor(
        'obj3',
        boat(DAWN, {
          id: 'f6boat',
          sail: 'furled',
          crew: place(
            46,
            -12,
            0.66,
            1,
            actor(
              'char4',
              ines(
                {
                  hip: [0, -97],
                  lean: 0,
                  tilt: -6,
                  hands: points('50,-186 -14,-96'),
                  elbows: [-1, 1],
                  feet: points('-10,-7 12,-7'),
                  mood: { brow: 1, smile: 2 },
                },
                DAWN,
              ),
            ),
          ),
        }),
      ),
    ),
    line('M110 464q104 12 214 0M140 476q76 8 152 0', '#ffe3c4', 2, 'opacity="0.55" class="aura"'),
    actor('bg6', jetty(404, deck)),
    line('M346 386Q378 420 414 402', '#e8d3b0', 2.4),
    fill('M410 404V384Q410 380 415 380T420 384V404Z', '#5d4048'),
    shadow(862, deck + 5, 80, 5, '#33274a', 0.4),
    drops(),
    place(856, deck + 7, 1.06, 1, actor('char3', biscuit(DOG.shake, DAWN))),
    shadow(740, deck + 3, 60, 4, '#33274a', 0.35),
    shadow(560, deck + 3, 56, 4, '#33274a', 0.35),
    place(
      736,
      deck,
      1.66,
      -1,
      actor(
        'char2',
        otto(
          {
            hip: [0, -14],
            lean: -2,
            tilt: 0,
            hands: points('32,-26 -22,-8'),
            feet: points('46,34 56,30'),
            toes: [-8, 6],
            mood: { brow: 1, smile: 1 },
          },
          mirrored(DAWN),
        ),
      ),
    ),
    shadow(622, deck + 4, 28, 4, '#33274a', 0.4),
    place(618, deck - 66, 1.5, 1, actor('obj1', lantern(DAWN, { id: 'f6lamp', flame: 0.25 }))),
    place(
      540,
      deck,
      1.66,
      -1,
      actor(
        'char1',
        mara(
          {
            hip: [0, -13],
            lean: 2,
            tilt: 2,
            hands: points('34,-22 -22,-8'),
            elbows: [1, 1],
            feet: points('44,36 54,31'),
            toes: [-10, 8],
            mood: { brow: 0, smile: 2 },
            wind: -2,
          },
          mirrored(DAWN),
        ),
      ),
    ),
    gull(330, 92, 14, '#fff2e2'),
    gull(384, 124, 10, '#fbe4d6'),
    gull(560, 70, 11, '#fff2e2'),
  ].join('');
}
