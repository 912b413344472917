import { at, points, random, rounded } from './geometry.mjs';
import { fill, inside, line, linear, radial, solid } from './paint.mjs';
import { rain } from './sky.mjs';

/** @typedef {import('./paint.mjs').Light} Light */

/** Wall, ceiling beams and floor of the round kitchen in the tower. */
export function shell() {
  const boards = [-760, -480, -250, -60, 110, 270, 430, 600, 790, 1010, 1290, 1640]
    .map((x) => `M${at([476 + (x - 476) * 0.62, 402])}L${at([x, 540])}`)
    .join('');
  return [
    `${linear('roomwall', '0 #3d4f58, 0.42 #566059, 0.72 #7d6850, 1 #6a4a38', 'x1="0" y1="0" x2="1" y2="0"')}<rect width="952" height="420" fill="url(#roomwall)"/>`,
    `${linear('roomtop', '0 #161d26 0.72, 0.55 #161d26 0')}<rect width="952" height="300" fill="url(#roomtop)"/>`,
    fill('M-10 -10H962V22Q476 52 -10 22Z', '#2b2a2c'),
    fill('M110 -10H146L132 38H104ZM520 -10H560L566 42H526ZM806 -10H844L868 36H836Z', '#3a322d'),
    `${linear('roomfloor', '0 #4a4540, 0.45 #6b5340, 0.85 #8d6240, 1 #6b4a36', 'x1="0" y1="0" x2="1" y2="0.12"')}<path d="M-10 396Q476 380 962 396V540H-10Z" fill="url(#roomfloor)"/>`,
    line(boards, '#33291f', 1.8, 'opacity="0.5"'),
    fill('M-10 384Q476 368 962 384V398Q476 382 -10 398Z', '#33302e'),
  ].join('');
}

/** The deep window; `view` is the drawing behind the glass. @param {string} view */
export function window(view) {
  const glass = 'M76 316V142Q76 76 168 76Q260 76 260 142V316Z';
  return [
    fill('M50 336V138Q50 48 168 48Q286 48 286 138V336Z', '#6f7c7e'),
    `${linear('reveal', '0 #a7b6b4, 0.5 #79888a, 1 #4b585d', 'x1="0" y1="0" x2="1" y2="0.2"')}<path d="M50 336V138Q50 48 168 48Q286 48 286 138V336Z" fill="url(#reveal)"/>`,
    inside(
      glass,
      view + rain({ seed: 61, count: 620, slant: 0.42, colour: '#dfeceb', opacity: 0.36, length: 20, width: 1 }),
    ),
    line('M168 78V316M78 196H258', '#d8d2c2', 6),
    line(glass, '#d8d2c2', 7),
    line('M80 314V142Q80 80 168 80', '#9aa09b', 2),
    solid('M34 314H302V332Q302 336 298 336H38Q34 336 34 332Z', '#8d6a4a', WINDOW_LIGHT, { round: 6 }),
  ].join('');
}

/** @type {Light} what comes through the window */
export const WINDOW_LIGHT = {
  from: [-0.94, -0.34],
  key: '#d6e8e6',
  keyStrength: 0.7,
  shadow: '#2a2236',
  depth: 0.5,
  wash: '#6d8288',
  strength: 0.14,
  rim: 1.3,
};
/** @type {Light} what comes from the stove and the flame */
export const STOVE_LIGHT = {
  from: [0.9, 0.3],
  key: '#ffcf86',
  keyStrength: 0.85,
  shadow: '#2a2136',
  depth: 0.52,
  wash: '#d88a4e',
  strength: 0.08,
  rim: 1.4,
};

/** The iron stove with its door open on the coals; its foot at y = 430. @param {number} x */
export function stove(x) {
  const next = random(5);
  const coals = Array.from({ length: 26 }, () => {
    const [cx, cy] = [x - 36 + next() * 72, 372 - next() * 16];
    return `<circle cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="${(4 + next() * 5).toFixed(1)}" fill="${['#ffd479', '#ff9d3f', '#e4602a', '#ffb858'][Math.floor(next() * 4)] ?? '#ff9d3f'}"/>`;
  }).join('');
  const mouth = `M${x - 42} 380V330Q${x - 42} 318 ${x - 30} 318H${x + 30}Q${x + 42} 318 ${x + 42} 330V380Z`;
  return [
    fill(`M${x - 17} -10H${x + 17}V262H${x - 17}Z`, '#22242a'),
    fill(`M${x - 17} -10H${x - 9}V262H${x - 17}Z`, '#5d4234'),
    fill(`M${x - 21} 96H${x + 21}V108H${x - 21}ZM${x - 21} 236H${x + 21}V250H${x - 21}Z`, '#33343a'),
    fill(
      `M${x - 60} 420L${x - 66} 452H${x - 52}L${x - 46} 420ZM${x + 60} 420L${x + 66} 452H${x + 52}L${x + 46} 420Z`,
      '#1d1f24',
    ),
    solid(
      rounded(points(`${x - 70},282 ${x + 70},282 ${x + 64},426 ${x - 64},426`), 10),
      '#34363d',
      { ...STOVE_LIGHT, from: [-0.8, 0.4] },
      { round: 8 },
    ),
    solid(
      rounded(points(`${x - 82},264 ${x + 82},264 ${x + 78},284 ${x - 78},284`), 5),
      '#45474f',
      { ...STOVE_LIGHT, from: [-0.5, -0.7] },
      { round: 5 },
    ),
    `${radial('firebox', '0 #fff0b4, 0.45 #ff9d3c, 1 #8f2c14', 'cx="0.5" cy="0.86" r="0.75"')}${fill(mouth, 'url(#firebox)')}`,
    inside(
      mouth,
      `${fill(`M${x - 34} 380Q${x - 40} 350 ${x - 24} 336Q${x - 22} 352 ${x - 12} 356Q${x - 14} 334 ${x + 2} 324Q${x + 2} 344 ${x + 14} 352Q${x + 14} 340 ${x + 24} 334Q${x + 38} 352 ${x + 34} 380Z`, '#ffe08c', 'opacity="0.85"')}${coals}`,
    ),
    line(mouth, '#191a1e', 4),
    solid(`M${x - 46} 320L${x - 76} 328V392L${x - 46} 382Z`, '#2b2d33', STOVE_LIGHT, { round: 3 }),
    fill(`M${x - 58} 394H${x + 58}V404H${x - 58}Z`, '#24262b'),
    solid(
      rounded(points(`${x - 96},450 ${x + 100},450 ${x + 112},466 ${x - 110},466`), 3),
      '#6b6058',
      { ...STOVE_LIGHT, from: [-0.3, -0.9] },
      { round: 6 },
    ),
  ].join('');
}

/** A kettle with steam, its foot at (x, y). @param {number} x @param {number} y */
export const kettle = (x, y) =>
  line(`M${x - 16} ${y - 26}Q${x} ${y - 58} ${x + 16} ${y - 26}`, '#2c2a2c', 3.4) +
  solid(
    `M${x - 24} ${y}Q${x - 28} ${y - 24} ${x - 10} ${y - 31}H${x + 10}Q${x + 28} ${y - 24} ${x + 24} ${y}Z`,
    '#a5523b',
    { ...STOVE_LIGHT, from: [-0.6, -0.6] },
    { round: 6 },
  ) +
  solid(
    `M${x - 22} ${y - 12}L${x - 40} ${y - 27}L${x - 36} ${y - 30}L${x - 20} ${y - 21}Z`,
    '#a5523b',
    { ...STOVE_LIGHT, from: [-0.6, -0.6] },
    { round: 3 },
  ) +
  line(`M${x - 40} ${y - 36}q-8 -12 0 -22t-2 -22`, '#e8e2d6', 3, 'opacity="0.28" class="aura"');
