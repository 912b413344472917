import { biscuit, DOG } from '../biscuit.mjs';
import { boat } from '../boat.mjs';
import { points, rounded } from '../geometry.mjs';
import { mara } from '../mara.mjs';
import { otto } from '../otto.mjs';
import { actor, aura, fill, line, linear, mirrored, place, shadow, solid, under } from '../paint.mjs';
import { lantern } from '../props.mjs';
import { kettle, shell, stove, STOVE_LIGHT, window, WINDOW_LIGHT } from '../room.mjs';

/** What the window shows: the dark sea, and one sail too far out. */
const storm = () =>
  [
    `${linear('f3out', '0 #3f4f5c, 0.55 #7d8f8f, 0.66 #b3b79d, 0.67 #4d6c74, 1 #2c4650')}<rect x="60" y="60" width="220" height="270" fill="url(#f3out)"/>`,
    fill('M60 70Q120 96 180 84T290 96V60H60ZM60 120Q110 138 170 124T290 140V96H60Z', '#34424f', 'opacity="0.75"'),
    place(
      116,
      252,
      0.2,
      -1,
      `<g transform="rotate(-7)">${actor('obj3', boat({ ...mirrored(WINDOW_LIGHT), strength: 0.55 }, { id: 'f3boat', sail: 'reefed' }))}</g>`,
    ),
    fill('M60 256Q90 248 120 256T180 254T290 258V272Q230 264 180 268T60 268Z', '#3b5862'),
    line('M64 282q24 -7 48 0M150 276q30 -8 60 0M196 298q30 -8 60 0M84 304q26 -7 52 0', '#9db4b4', 2, 'opacity="0.6"'),
  ].join('');

/** @param {number} x @param {number} y */
function table(x, y) {
  const light = { ...STOVE_LIGHT, from: /** @type {const} */ ([0.5, -0.8]), strength: 0.12 };
  return [
    solid(
      `M${x + 14} ${y}H${x + 30}L${x + 26} ${y + 128}H${x + 14}ZM${x + 214} ${y}H${x + 230}V${y + 128}H${x + 218}Z`,
      '#5d4330',
      light,
      { round: 4 },
    ),
    solid(`M${x} ${y - 12}H${x + 244}V${y + 6}H${x}Z`, '#8b6545', light, { round: 5 }),
    fill(`M${x + 8} ${y + 6}H${x + 236}V${y + 20}H${x + 8}Z`, '#4a3527'),
    solid(`M${x + 40} ${y - 12}V${y - 40}H${x + 66}V${y - 12}Z`, '#d9d0bd', light, { round: 5 }),
    line(`M${x + 40} ${y - 34}q-12 2 -10 12t10 6`, under('#c4bba8', light), 4),
    solid(rounded(points('96,-12 100,-36 168,-38 176,-12', [x, y]), 14), '#c58a4c', light, { round: 6 }),
    line(
      `M${x + 118} ${y - 34}l8 12M${x + 136} ${y - 36}l8 14M${x + 152} ${y - 36}l8 13`,
      '#8a5a30',
      2.4,
      'opacity="0.8"',
    ),
    solid(`M${x + 196} ${y - 12}V${y - 34}H${x + 218}V${y - 12}Z`, '#7f9aa0', light, { round: 5 }),
    line(`M${x + 218} ${y - 30}q10 2 8 9t-8 6`, under('#6f8b92', light), 3.4),
  ].join('');
}

/** A shelf of books and jars, a clock, an oilskin and a coil of rope on their hooks. */
function wallThings() {
  const books = [
    [372, 40, '#7b4a3e'],
    [386, 46, '#4d6670'],
    [402, 38, '#8c7a4e'],
    [416, 44, '#5f5468'],
    [432, 34, '#8a5a46'],
  ];
  return [
    ...books.map(([x, h, c]) => solid(`M${x} ${174 - Number(h)}h12v${h}h-12Z`, String(c), STOVE_LIGHT, { round: 3 })),
    solid('M462 174V150Q462 144 468 144H486Q492 144 492 150V174Z', '#a8b3a2', STOVE_LIGHT, { round: 4 }),
    fill('M466 140H488V146H466Z', '#6f5a40'),
    solid('M360 174H520V183H360Z', '#6d4e36', STOVE_LIGHT, { round: 3 }),
    fill('M376 183l6 16h5V183ZM498 183l-6 16h-5V183Z', '#4b3728'),
    `<circle cx="442" cy="92" r="31" fill="#5b4432"/><circle cx="442" cy="92" r="25" fill="#d8cdb4"/>`,
    line('M442 92V76M442 92L454 98', '#2e2a28', 3),
    `<circle cx="442" cy="92" r="2.4" fill="#2e2a28"/>`,
    line('M582 150H664', '#4b3728', 7),
    solid('M598 152Q590 170 588 262Q604 274 634 262Q634 172 624 152Q611 146 598 152Z', '#c9983a', STOVE_LIGHT, {
      round: 8,
    }),
    line('M611 160V262', '#8a6426', 2),
    line('M652 152q-15 10 -14 36t14 30t14 -30t-14 -36M652 156q-9 12 -9 33t9 25t9 -25t-9 -33', '#a5885c', 4),
  ].join('');
}

/**
 * Four in the afternoon: Mara at the window, Otto at the stove lights the lantern with the letter, the dog keeps low.
 */
export function frame3() {
  const spill =
    solid('M-4 -7L30 -4V4L-4 7Z', '#f6ead0', STOVE_LIGHT, { round: 2 }) +
    line('M-3 1L29 0', '#c9ac7c', 1.2) +
    `<circle cx="9" cy="-1" r="2.8" fill="#a8342c"/>` +
    fill('M24 -4L32 -3V4L24 4Z', '#4a3424') +
    fill('M27 5Q20 -6 30 -18Q30 -9 36 -7Q40 0 34 6Q30 8 27 5Z', '#ffd36b') +
    fill('M29 4Q26 -2 31 -9Q35 -2 33 4Z', '#fff6d8');
  return [
    shell(),
    actor('bg3', window(storm())),
    wallThings(),
    actor('obj5', stove(824)),
    kettle(838, 264),
    aura('f3glow', 824, 362, 360, '#ff9a48', 0.42),
    aura('f3day', 150, 200, 330, '#9fbfc4', 0.26),
    fill('M120 470Q300 446 520 470Q560 500 440 520Q240 534 110 506Q90 486 120 470Z', '#6e3f38'),
    fill('M150 474Q300 454 492 474Q522 496 424 510Q250 522 140 500Q128 486 150 474Z', '#8a564a', 'opacity="0.8"'),
    actor('obj6', table(354, 334)),
    shadow(470, 462, 96, 8, '#17131a', 0.4),
    place(474, 462, 1.14, 1, actor('char3', biscuit(DOG.lie, { ...STOVE_LIGHT, from: [0.8, -0.5], strength: 0.24 }))),
    shadow(280, 496, 84, 9, '#17131a', 0.45),
    shadow(662, 500, 120, 10, '#17131a', 0.45),
    place(
      276,
      494,
      1.78,
      -1,
      actor(
        'char1',
        mara(
          {
            hip: [0, -97],
            lean: 2,
            tilt: -4,
            hands: points('38,-150 8,-96'),
            elbows: [1, 1],
            feet: points('-9,-7 12,-7'),
            mood: { brow: 2, smile: -0.3 },
          },
          mirrored(WINDOW_LIGHT),
        ),
      ),
    ),
    place(
      612,
      502,
      1.74,
      1,
      actor(
        'char2',
        otto(
          {
            hip: [0, -52],
            lean: 14,
            tilt: 4,
            hands: points('52,-70 60,-34'),
            feet: points('-36,-14 36,-7'),
            toes: [58, 0],
            mood: { brow: 0, smile: 0, eyes: 'down' },
            held: [`<g transform="translate(56 -70) rotate(32)">${actor('obj2', spill)}</g>`, ''],
          },
          STOVE_LIGHT,
        ),
      ),
    ),
    place(740, 418, 1.74, 1, actor('obj1', lantern(STOVE_LIGHT, { id: 'f3lamp', flame: 0.3 }))),
    aura('f3fire', 824, 362, 300, '#ff9a48', 0.2),
    aura('f3spill', 762, 398, 80, '#ffc878', 0.3),
  ].join('');
}
