import { fill, inside, line, linear, shadeOf, solid, under } from './paint.mjs';

/** @typedef {import('./paint.mjs').Light} Light */

const HULL = '#35636b';
const SAIL = '#cf8f4f';
const WOOD = '#8a5f3c';

/** The lug sail in three states: set, reefed, and stowed along the boom. */
const SAILS = {
  full: {
    cloth: 'M42 -40Q48 -80 46 -122Q8 -140 -32 -162Q-44 -96 -48 -36Q-4 -28 42 -40Z',
    yard: 'M50 -120L-40 -164',
    seams: 'M47 -74Q4 -66 -45 -72M47 -104Q6 -100 -41 -110',
    reef: '',
  },
  reefed: {
    cloth: 'M42 -46Q47 -76 45 -104Q16 -118 -14 -134Q-22 -86 -20 -42Q10 -34 42 -46Z',
    yard: 'M49 -102L-20 -137',
    seams: 'M45 -72Q14 -64 -21 -70M46 -90Q14 -86 -19 -98',
    reef: 'M41 -49q-28 9 -60 4',
  },
  furled: {
    cloth: 'M38 -42Q0 -55 -40 -44Q-46 -38 -38 -35Q0 -42 36 -33Q44 -36 38 -42Z',
    yard: 'M48 -34L-48 -39',
    seams: 'M22 -46l-3 10M2 -49l-3 11M-20 -48l-2 9',
    reef: '',
  },
};

/**
 * A small lug-sail boat, bow at +x, 150 units long, its waterline at y = 0.
 * @param {Light} light
 * @param {{ id: string, sail: keyof typeof SAILS, crew?: string }} options `crew` is drawn between the sides
 */
export function boat(light, { id, sail, crew = '' }) {
  const hull = 'M-68 -24Q-67 4 -50 16H42Q66 8 82 -34Q40 -16 -68 -24Z';
  const far = 'M-68 -24Q0 -34 82 -34Q60 -20 20 -17Q-30 -16 -68 -24Z';
  const { cloth, yard, seams, reef } = SAILS[sail];
  return [
    line('M36 -12L34 -178', under(WOOD, light), 4),
    line('M34 -176L80 -34M34 -176L-64 -24', under('#5a4a3c', light), 0.8, 'opacity="0.7"'),
    `${linear(`${id}cloth`, `0 ${under('#dfa362', light)}, 1 ${shadeOf(SAIL, light)}`, light.from[0] < 0 ? 'x1="0" y1="0" x2="1" y2="0.3"' : 'x1="1" y1="0" x2="0" y2="0.3"')}${fill(cloth, `url(#${id}cloth)`)}${inside(cloth, reef === '' ? '' : line(reef, under('#8a5a34', light), 7))}`,
    line(seams, shadeOf(SAIL, light), 1.4, 'opacity="0.8"'),
    line(yard, under(WOOD, light), 3),
    fill(far, shadeOf('#5d4632', light)),
    crew,
    solid(hull, HULL, light, { round: 6 }),
    inside(
      hull,
      line('M-70 -12Q10 -4 78 -22', under('#244a52', light), 1.2) +
        line('M-70 0Q10 8 70 -8', under('#244a52', light), 1.2) +
        fill('M-80 8Q0 14 80 4V30H-80Z', under('#8e3f35', light)),
    ),
    line('M-68 -23.5Q-10 -17.5 30 -20Q60 -23 82 -34', under('#e9dcc0', light), 3.4),
  ].join('');
}
