import { aura, fill, inside, line, linear, shadeOf, solid, under } from './paint.mjs';

/** @typedef {import('./paint.mjs').Light} Light */

const WHITE = '#f6f0e4';
const RED = '#b8473a';
const IRON = '#2f3d47';

/**
 * The lighthouse of Grey Point, 232 units from its step to its vane; the middle of its foot is (0, 0).
 * @param {Light} light @param {{ id: string, lamp?: number }} options `lamp` 0 (dark) to 1; `id` names its gradients
 */
export function lighthouse(light, { id, lamp = 0 }) {
  const body = 'M-31 0Q-22 -70 -18 -152H18Q22 -70 31 0Z';
  const bands = [-80, -140].map(
    (top) => `<rect x="-40" y="${top}" width="80" height="31" fill="${under(RED, light)}"/>`,
  );
  const dark = light.from[0] < 0 ? 'x1="0" y1="0" x2="1" y2="0"' : 'x1="1" y1="0" x2="0" y2="0"';
  const round = `${linear(`${id}round`, `0 ${light.shadow} ${light.depth * 0.1}, 0.24 ${light.shadow} 0, 0.5 ${light.shadow} ${light.depth * 0.2}, 1 ${light.shadow} ${light.depth * 1.15}`, dark)}<rect x="-40" y="-160" width="80" height="170" fill="url(#${id}round)"/>`;
  const window = (/** @type {number} */ y) =>
    `<path d="M-3.4 ${y}v-9a3.4 3.4 0 0 1 6.8 0v9Z" fill="${shadeOf(IRON, light)}"/><path d="M-5 ${y + 1}h10" stroke="${under('#d9cfbd', light)}" stroke-width="2"/>`;
  const pane = under('#9fc0c4', light);
  const room = 'M-12.5 -164V-189H12.5V-164Z';
  const rail = `M-22 -155V-167M-14.6 -155V-167M-7.3 -155V-167M0 -155V-167M7.3 -155V-167M14.6 -155V-167M22 -155V-167M-23 -167.4H23`;
  return [
    fill(body, under(WHITE, light)),
    inside(body, bands.join('') + round),
    fill('M-7 0V-19a7 7 0 0 1 14 0V0Z', under('#2d5a60', light)),
    fill('M-10 0h20v3h-20Z', under('#b9b2a4', light)),
    window(-58),
    window(-96),
    window(-126),
    solid('M-20 -150L-24 -156H24L20 -150Z', IRON, light, { round: 3 }),
    fill(room, pane),
    lamp > 0
      ? fill(room, '#ffdf8e', `opacity="${lamp}"`)
      : fill('M-4 -166v-14a4 6 0 0 1 8 0v14Z', under('#5d7f86', light)),
    line('M-12.5 -164V-189M-4.2 -164V-189M4.2 -164V-189M12.5 -164V-189', under(IRON, light), 1.6),
    line(rail, under(IRON, light), 1.3),
    solid('M-16 -188.5H16L13 -194Q9 -206 0 -209Q-9 -206 -13 -194Z', '#9d3b31', light, { round: 4 }),
    line('M0 -209V-226M-7 -226H5', under(IRON, light), 1.4),
    fill('M4 -229.5L11 -226L4 -222.5Z', under(IRON, light)),
    `<circle cx="0" cy="-211" r="3" fill="${under(IRON, light)}"/>`,
    lamp > 0 ? aura(`${id}lamp`, 0, -176, 90, '#ffd98a', lamp * 0.8) : '',
  ].join('');
}
