import { biscuit, DOG } from '../biscuit.mjs';
import { boat } from '../boat.mjs';
import { floor, LAMPLIGHT, lampRoom, rail } from '../gallery.mjs';
import { points, random } from '../geometry.mjs';
import { ines } from '../ines.mjs';
import { mara } from '../mara.mjs';
import { otto } from '../otto.mjs';
import { actor, aura, fill, mirrored, place, radial, shadow } from '../paint.mjs';
import { lantern } from '../props.mjs';
import { cumulus, rain, sky } from '../sky.mjs';
import { swell } from '../waves.mjs';

/** Light on the water: short strokes, dense near the boat. */
function lane() {
  const next = random(4);
  let d = '';
  for (let i = 0; i < 90; i++) {
    const t = next();
    const y = 370 + t * 90;
    const x = 118 + t * 90 + (next() + next() - 1) * (34 + t * 110);
    const half = 4 + next() * (8 + t * 14);
    d += `M${(x - half).toFixed(1)} ${y.toFixed(1)}q${half.toFixed(1)} -2.4 ${(half * 2).toFixed(1)} 0q${(-half).toFixed(1)} 2.4 ${(-half * 2).toFixed(1)} 0Z`;
  }
  return `<g class="aura" style="mix-blend-mode:screen">${radial('f5lane', '0 #ffca74 0.55, 1 #ffca74 0')}<ellipse cx="150" cy="402" rx="210" ry="72" fill="url(#f5lane)"/>${fill(d, '#ffdf9e', 'opacity="0.75"')}</g>`;
}

/** A dab of yellow at the tiller: Ines. */
const helm = place(
  -46,
  -4,
  0.66,
  1,
  actor(
    'char4',
    ines(
      { hip: [0, -50], lean: 10, tilt: -10, hands: points('4,-62 44,-86'), feet: points('40,-7 52,-7') },
      { ...LAMPLIGHT, from: [0.8, -0.5] },
    ),
  ),
);

/** Night on the gallery: the lantern held up, the boat below in the lane of its light. */
export function frame5() {
  return [
    sky('f5sky', '0 #0e1730, 0.5 #1d2d4c, 1 #435a70', 320),
    cumulus({
      x: -160,
      y: 180,
      width: 560,
      height: 120,
      seed: 44,
      top: '#2a3b60',
      base: '#1d2b4b',
      opacity: 0.9,
      fade: true,
    }),
    cumulus({
      x: 330,
      y: 160,
      width: 560,
      height: 120,
      seed: 52,
      top: '#2d3e62',
      base: '#1d2b4b',
      opacity: 0.9,
      fade: true,
    }),
    cumulus({
      x: -60,
      y: 284,
      width: 420,
      height: 66,
      seed: 63,
      top: '#40567a',
      base: '#344a68',
      opacity: 0.8,
      fade: true,
    }),
    cumulus({
      x: 400,
      y: 288,
      width: 380,
      height: 56,
      seed: 66,
      top: '#40567a',
      base: '#344a68',
      opacity: 0.8,
      fade: true,
    }),
    aura('f5halo', 436, 108, 400, '#ffb24e', 0.62),
    aura('f5core', 436, 108, 130, '#ffd894', 0.5),
    actor(
      'bg1',
      [
        swell({
          id: 'f5w1',
          seed: 12,
          top: '#4a657a',
          bottom: '#1d314a',
          foam: '#9fb6c0',
          crest: points('-20,302 60,290 130,302 240,306 330,288 400,302 560,304 640,292 720,304 980,300'),
          edge: 1,
          veins: 16,
        }),
        place(
          132,
          350,
          0.8,
          1,
          `<g transform="rotate(-7)">${actor('obj3', boat({ ...LAMPLIGHT, from: [0.8, -0.5], rim: 1 }, { id: 'f5boat', sail: 'reefed', crew: helm }))}</g>`,
        ),
        swell({
          id: 'f5w2',
          seed: 13,
          top: '#2c4963',
          bottom: '#0f1c32',
          foam: '#9fb6c0',
          crest: points('-20,352 40,352 120,361 210,352 300,340 370,360 500,372 600,352 700,372 980,362'),
          edge: 1.2,
          veins: 24,
        }),
      ].join(''),
    ),
    lane(),
    floor(),
    actor('bg5', rail()),
    lampRoom(),
    shadow(620, 508, 96, 8, '#0b1020', 0.5),
    shadow(486, 508, 84, 8, '#0b1020', 0.5),
    shadow(306, 504, 80, 7, '#0b1020', 0.5),
    place(
      572,
      508,
      1.62,
      -1,
      actor(
        'char2',
        otto(
          {
            hip: [0, -97],
            lean: 5,
            tilt: -14,
            hands: points('60,-116 38,-104'),
            elbows: [1, 1],
            feet: points('-16,-7 20,-7'),
            mood: { brow: 2, smile: 0 },
            wind: -5,
          },
          mirrored(LAMPLIGHT),
        ),
      ),
    ),
    place(
      456,
      508,
      1.62,
      -1,
      actor(
        'char1',
        mara(
          {
            hip: [0, -97],
            lean: 2,
            tilt: -14,
            hands: points('4,-203 24,-202'),
            elbows: [-1, 1],
            feet: points('-12,-7 16,-7'),
            wind: -9,
            mood: { brow: 1, smile: 0 },
            held: [
              '',
              `<g transform="translate(13 -250)">${actor('obj1', lantern(mirrored(LAMPLIGHT), { id: 'f5lamp', flame: 1 }))}</g>`,
            ],
          },
          mirrored(LAMPLIGHT),
        ),
      ),
    ),
    place(290, 506, 1.3, -1, actor('char3', biscuit(DOG.bark, mirrored({ ...LAMPLIGHT, from: [0.6, -0.8] })))),
    rain({ seed: 23, count: 110, slant: -0.55, colour: '#b9c8d8', opacity: 0.3, length: 34, width: 1.2 }),
    rain({ seed: 29, count: 36, slant: -0.55, colour: '#ffe2a8', opacity: 0.36, length: 46, width: 1.5 }),
  ].join('');
}
