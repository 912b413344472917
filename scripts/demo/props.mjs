import { aura, fill, line, solid, under } from './paint.mjs';

/** @typedef {import('./paint.mjs').Light} Light */

const IRON = '#2e3238';
const BRASS = '#c99a45';

/**
 * The hand lantern, 46 units high, hanging from its handle at (0, 0).
 * @param {Light} light @param {{ id: string, flame?: number }} options `flame` 0 (cold) to 1
 */
export function lantern(light, { id, flame = 0 }) {
  const glass = 'M-8.5 18Q-11 27 -8.5 38H8.5Q11 27 8.5 18Z';
  const fire = 'M0 22.5Q5 29 3.4 33.4Q2.2 36.4 0 36.4Q-2.2 36.4 -3.4 33.4Q-4.6 30 0 22.5Z';
  return [
    line('M-9 16.5Q-11 1.5 0 0.8Q11 1.5 9 16.5', under(IRON, light), 2),
    flame > 0
      ? fill(glass, '#7a5526', 'opacity="0.75"') + fill(glass, '#ffd06a', `opacity="${0.25 + 0.7 * flame}"`)
      : fill(glass, under('#cfe0dc', light), 'opacity="0.72"'),
    flame > 0 ? fill(fire, '#fff7dc') : fill('M-1 31h2v5.4h-2Z', under('#6b5f50', light)),
    line('M-4.6 18.6Q-6.4 27 -4.8 37.6', '#ffffff', 1.2, 'opacity="0.6"'),
    line('M-9.2 18Q-12 27 -9.2 38M9.2 18Q12 27 9.2 38', under(BRASS, light), 1.7),
    solid('M-9.6 18.6L-6 12.6Q-5.4 8 0 8Q5.4 8 6 12.6L9.6 18.6Z', BRASS, light, { round: 2.6 }),
    solid('M-10.6 37.4H10.6L12 44.6Q12 46 10.6 46H-10.6Q-12 46 -12 44.6Z', BRASS, light, { round: 2.6 }),
    flame > 0 ? aura(id, 0, 29, 46 + 30 * flame, '#ffc766', 0.75 * flame) : '',
  ].join('');
}

/** A sealed letter, 26 by 17 units, its middle at (0, 0). @param {Light} light */
export const letter = (light) =>
  solid('M-13 -8.5H13V8.5H-13Z', '#fbf6ea', light, { round: 1.6 }) +
  line('M-12.4 -8L0 2.4L12.4 -8', under('#b9ab92', light), 1.1) +
  `<circle cx="0" cy="1.4" r="2.6" fill="${under('#a8342c', light)}"/>`;
