import { at, pick, points, random, ribbon, smooth } from './geometry.mjs';
import { fill, inside, line, linear, solid } from './paint.mjs';
import { HEIGHT, WIDTH } from './sky.mjs';

/** @typedef {import('./geometry.mjs').Point} Point */
/** @typedef {import('./paint.mjs').Light} Light */

/** Ground under a curve, down to the lower edge of the frame. @param {readonly Point[]} crest from left to right */
function under(crest) {
  const [first, last] = [pick(crest, 0), pick(crest, -1)];
  return `${smooth(crest, false)}L${at([last[0], HEIGHT + 4])}L${at([first[0], HEIGHT + 4])}Z`;
}

/** @param {string} id @param {readonly Point[]} crest @param {string} top @param {string} bottom */
export function hill(id, crest, top, bottom) {
  const ys = crest.map(([, y]) => y);
  const from = Math.min(...ys);
  return `${linear(id, `0 ${top}, 1 ${bottom}`, `gradientUnits="userSpaceOnUse" x1="0" y1="${from}" x2="0" y2="${Math.max(...ys) + 90}"`)}${fill(under(crest), `url(#${id})`)}`;
}

/**
 * Far land on the horizon.
 * @param {number} seed @param {number} y the horizon @param {readonly [number, number]} span @param {number} height
 * @param {string} colour
 */
export function headland(seed, y, [from, to], height, colour) {
  const next = random(seed);
  const steps = 9;
  /** @type {Point[]} */
  const crest = [];
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    crest.push([
      from + (to - from) * t,
      y - Math.sin(Math.PI * Math.min(1, t * 1.04)) ** 0.8 * height * (0.6 + next() * 0.5),
    ]);
  }
  return fill(`${smooth(crest, false)}L${at([to, y])}L${at([from, y])}Z`, colour);
}

/**
 * Water from the horizon down, with strokes of light that lengthen towards us.
 * @param {{ id: string, horizon: number, bottom?: number, seed: number, stops: string, glint: string,
 *   count?: number, path?: readonly [x: number, spread: number], opacity?: number }} sea `path`: where light is on the
 *   water
 */
export function sea({ id, horizon, bottom = HEIGHT, seed, stops, glint, count = 120, path, opacity = 0.7 }) {
  const next = random(seed);
  let strokes = '';
  for (let i = 0; i < count; i++) {
    const t = next() ** 1.6;
    const y = horizon + 2 + t * (bottom - horizon - 2);
    const x = path ? path[0] + (next() + next() + next() - 1.5) * path[1] * (0.5 + t * 1.6) : next() * WIDTH;
    const half = (5 + next() * 16) * (0.35 + t * 2);
    const h = 0.5 + t * 1.8;
    strokes += `M${at([x - half, y])}Q${at([x, y - h])} ${at([x + half, y])}Q${at([x, y + h])} ${at([x - half, y])}Z`;
  }
  return `${linear(id, stops)}<rect y="${horizon}" width="${WIDTH}" height="${bottom - horizon}" fill="url(#${id})"/>${fill(strokes, glint, `opacity="${opacity}"`)}`;
}

/**
 * Blades of grass in tufts.
 * @param {number} seed @param {readonly Point[]} roots @param {number} size @param {string} colour
 * @param {number} [lean]
 */
export function grass(seed, roots, size, colour, lean = 0) {
  const next = random(seed);
  let d = '';
  for (const [x, y] of roots) {
    const blades = 4 + Math.floor(next() * 4);
    for (let i = 0; i < blades; i++) {
      const [dx, h] = [(i - blades / 2) * size * 0.16 + (next() - 0.5) * 3, size * (0.55 + next() * 0.6)];
      const tip = lean * h + dx * 1.6;
      d += `M${at([x + dx - 1.3, y])}Q${at([x + dx + tip * 0.2 - 1, y - h * 0.6])} ${at([x + dx + tip, y - h])}Q${at([x + dx + tip * 0.3 + 1.4, y - h * 0.5])} ${at([x + dx + 1.5, y])}Z`;
    }
  }
  return fill(d, colour);
}

/**
 * Points strewn over a band of ground.
 * @param {number} seed @param {number} count @param {readonly [number, number]} xs
 * @param {(x: number, t: number) => number} y @returns {Point[]}
 */
export function strewn(seed, count, [from, to], y) {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const x = from + next() * (to - from);
    return /** @type {Point} */ ([x, y(x, next())]);
  }).toSorted((a, b) => a[1] - b[1]);
}

/**
 * Sea pinks and daisies on their stems.
 * @param {number} seed @param {readonly Point[]} roots @param {number} size @param {readonly string[]} colours
 * @param {string} stem
 */
export function flowers(seed, roots, size, colours, stem) {
  const next = random(seed);
  return roots
    .map(([x, y]) => {
      const [h, lean, r] = [size * (0.7 + next() * 0.7), (next() - 0.3) * size * 0.4, size * (0.13 + next() * 0.07)];
      const colour = pick(colours, Math.floor(next() * colours.length));
      return `${line(`M${at([x, y])}q0 ${(-h * 0.6).toFixed(1)} ${lean.toFixed(1)} ${(-h).toFixed(1)}`, stem, 1.2)}<circle cx="${(x + lean).toFixed(1)}" cy="${(y - h).toFixed(1)}" r="${r.toFixed(1)}" fill="${colour}"/>`;
    })
    .join('');
}

/**
 * A boulder: a body with a lit face and a crack.
 * @param {number} x @param {number} y its foot @param {number} w @param {number} h @param {number} seed
 * @param {string} colour @param {Light} light
 */
export function rock(x, y, w, h, seed, colour, light) {
  const next = random(seed);
  const j = (/** @type {number} */ v) => v * (0.86 + next() * 0.28);
  /** @type {Point[]} */
  const corners = points(
    `${x - w / 2},${y + 3} ${x - j(w * 0.47)},${y - j(h * 0.5)} ${x - j(w * 0.26)},${y - j(h * 0.9)} ${x + j(w * 0.08)},${y - j(h)} ${x + j(w * 0.34)},${y - j(h * 0.7)} ${x + w / 2},${y - j(h * 0.22)} ${x + w / 2},${y + 3}`,
  );
  const d = `M${corners.map(at).join('L')}Z`;
  const crack = ribbon(points(`${x - w * 0.04},${y - h} ${x + w * 0.08},${y - h * 0.5} ${x},${y}`), [0.5, 2, 0.5]);
  const flat = { ...light, from: /** @type {const} */ ([light.from[0], light.from[1] * 0.15]) };
  return (
    solid(d, colour, flat, { round: Math.max(4, w * 0.16) }) + inside(d, fill(crack, light.shadow, 'opacity="0.28"'))
  );
}
