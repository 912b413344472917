import { at } from './geometry.mjs';
import { fill, inside, line, linear, radial, solid } from './paint.mjs';

/** @type {import('./paint.mjs').Light} the lantern, held high */
export const LAMPLIGHT = {
  from: [-0.42, -0.91],
  key: '#ffd98c',
  keyStrength: 0.9,
  shadow: '#121a3a',
  depth: 0.6,
  wash: '#2e4166',
  strength: 0.1,
  rim: 1.5,
};

/**
 * The edge of the gallery's floor is an ellipse round the tower; `t` runs from the far side (0) to the side near us
 * (1).
 * @param {number} t @param {number} [lift] @returns {[number, number]}
 */
function edge(t, lift = 0) {
  const angle = Math.PI * (0.5 + t);
  const depth = t < 0.5 ? 66 : 420; // towards us the ring sweeps out of the picture
  return [930 + 880 * Math.cos(angle), 488 - depth * Math.sin(angle) - lift * (0.9 + t * 0.2)];
}

/** @param {number} lift above the floor */
const ring = (lift) => `M${Array.from({ length: 61 }, (_, i) => at(edge(0.06 + (i / 60) * 0.62, lift))).join('L')}`;

/** The floor plates of the gallery. */
export const floor = () =>
  [
    `${linear('galleryfloor', '0 #5d5a5e, 0.5 #3b4152, 1 #222838', 'x1="0.35" y1="0" x2="0.5" y2="1"')}${fill(`${ring(0)}L952 560L-10 560L962 560V420Z`, 'url(#galleryfloor)')}`,
    line(
      [0.16, 0.24, 0.32, 0.4, 0.5].map((t) => `M${at(edge(t))}L${at([930 + (edge(t)[0] - 930) * 0.3, 560])}`).join(''),
      '#1a2030',
      2,
      'opacity="0.55"',
    ),
    line(ring(-4), '#10161f', 9),
    line(ring(0), '#b08a52', 1.8, 'opacity="0.7"'),
  ].join('');

/** The rail round the gallery, between the people and the sea. */
export function rail() {
  const posts = [0.12, 0.165, 0.21, 0.255, 0.3, 0.345, 0.39, 0.435, 0.48, 0.515]
    .map((t) => `M${at(edge(t))}L${at(edge(t, 108))}`)
    .join('');
  return [
    line(posts, '#111823', 5.5),
    line(ring(56), '#111823', 5),
    line(ring(108), '#151d29', 10),
    line(ring(112), '#c79a55', 2, 'opacity="0.8"'),
    line(ring(58), '#c79a55', 1, 'opacity="0.55"'),
  ].join('');
}

/** The great lantern room behind the people: dark panes in an iron frame, the cold lens inside. */
export function lampRoom() {
  const glass = 'M690 -10H960V380H690Z';
  return [
    `${linear('paneglass', '0 #2a4052, 0.5 #1e3042, 1 #172431', 'x1="0" y1="0" x2="1" y2="0.3"')}${fill(glass, 'url(#paneglass)')}`,
    inside(
      glass,
      [
        `${linear('lens', '0 #4a6878, 0.5 #2f4959, 1 #223644', 'x1="0" y1="0" x2="1" y2="0"')}${fill('M800 390V86Q808 26 866 22Q924 26 932 86V390Z', 'url(#lens)')}`,
        line(
          [70, 98, 126, 154, 240, 268, 296, 324, 352].map((y) => `M800 ${y}Q866 ${y + 14} 932 ${y}`).join(''),
          '#567385',
          3.4,
        ),
        `<circle cx="866" cy="198" r="30" fill="#3d5a6a"/><circle cx="866" cy="198" r="19" fill="#4c6b7b"/><circle cx="866" cy="198" r="8" fill="#6b8896"/>`,
        fill('M710 -10L780 -10L706 190V40ZM740 380L840 120V250L800 380Z', '#9db7c2', 'opacity="0.12"'),
        `${radial('reflected', '0 #ffd58a 0.75, 0.3 #ffc56c 0.35, 1 #ffc56c 0')}<ellipse cx="728" cy="128" rx="46" ry="84" fill="url(#reflected)"/>`,
      ].join(''),
    ),
    line('M690 -10V384M790 -10V384M900 -10V384M690 176H960', '#10161f', 9),
    line('M686 -10V384M786 -10V384M690 172H786', '#a58250', 1.6, 'opacity="0.75"'),
    solid('M668 376H960V470Q800 452 668 462Z', '#9a4038', { ...LAMPLIGHT, depth: 0.5 }, { round: 10 }),
    fill('M662 366H960V383H662Z', '#141b25'),
    line('M662 367.5H960', '#b08a52', 2, 'opacity="0.8"'),
    [700, 752, 804, 856, 908].map((x) => `<circle cx="${x}" cy="398" r="3.4" fill="#5b2a2b"/>`).join(''),
  ].join('');
}
