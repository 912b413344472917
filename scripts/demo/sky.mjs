import { at, random } from './geometry.mjs';
import { aura, fill, inside, line, linear } from './paint.mjs';

/**
 * Width and height of a frame in pixels: multiples of 28, the side of the model's patch, so that no scaling is needed.
 */
export const WIDTH = 952;
export const HEIGHT = 532;

/** @param {string} id @param {string} stops @param {number} [bottom] where the gradient ends */
export const sky = (id, stops, bottom = HEIGHT) =>
  `${linear(id, stops)}<rect width="${WIDTH}" height="${bottom}" fill="url(#${id})"/>`;

/**
 * @param {string} id
 * @param {number} x @param {number} y @param {number} radius @param {string} colour @param {string} glow
 */
export const sun = (id, x, y, radius, colour, glow) =>
  `${aura(`${id}wide`, x, y, radius * 9, glow, 0.55)}${aura(`${id}near`, x, y, radius * 3.4, glow, 0.7)}<circle cx="${x}" cy="${y}" r="${radius}" fill="${colour}"/>`;

/**
 * A heaped cloud on a flat base.
 * @param {{ x: number, y: number, width: number, height: number, seed: number, top: string, base: string, opacity?:
 *   number, fade?: boolean }} cloud
 *   `x`, `y` are the left end of the base; with `fade` the base dissolves into the sky
 */
export function cumulus({ x, y, width, height, seed, top, base, opacity = 1, fade = false }) {
  const next = random(seed);
  const count = Math.max(4, Math.round(width / (height * 0.62)));
  let d = `M${at([x, y])}`;
  for (let i = 1; i <= count; i++) {
    const t = i / count;
    const lift = i === count ? 0 : Math.sin(Math.PI * t) ** 0.75 * height * (0.62 + next() * 0.42);
    const end = /** @type {const} */ ([x + width * (t + (i === count ? 0 : (next() - 0.5) * 0.05)), y - lift]);
    const r = (width / count) * (0.56 + next() * 0.16);
    d += `A${r.toFixed(1)} ${(r * 0.92).toFixed(1)} 0 0 1 ${at(end)}`;
  }
  d += `q-${(width * 0.04).toFixed(1)} ${(height * 0.16).toFixed(1)} -${(width * 0.14).toFixed(1)} ${(height * 0.14).toFixed(1)}H${(x + width * 0.1).toFixed(1)}Z`;
  const id = `cloud${seed}`;
  const lower = `<g transform="translate(${(width * 0.03).toFixed(1)} ${(height * 0.24).toFixed(1)})">${fill(d, base, 'opacity="0.5"')}</g>`;
  return `<g opacity="${opacity}">${linear(id, fade ? `0 ${top}, 0.6 ${base}, 1 ${base} 0` : `0 ${top}, 1 ${base}`)}${fill(d, `url(#${id})`)}${fade ? '' : inside(d, lower)}</g>`;
}

/**
 * Long thin bars of cloud.
 * @param {number} seed @param {readonly [number, number]} band top and bottom @param {number} count
 * @param {string} colour @param {number} opacity
 */
export function streaks(seed, [top, bottom], count, colour, opacity) {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const [w, x, y] = [120 + next() * 340, next() * (WIDTH + 200) - 200, top + next() * (bottom - top)];
    const h = 3 + next() * 9;
    return `<path d="M${at([x, y])}q${(w * 0.3).toFixed(0)} ${(-h).toFixed(1)} ${w.toFixed(0)} 0q${(-w * 0.4).toFixed(0)} ${(h * 0.8).toFixed(1)} ${(-w).toFixed(0)} 0Z" fill="${colour}" opacity="${(opacity * (0.5 + next() * 0.5)).toFixed(2)}"/>`;
  }).join('');
}

/** @param {number} x @param {number} y @param {number} size @param {string} colour */
export const gull = (x, y, size, colour) =>
  fill(
    `M${at([x - size, y - size * 0.34])}Q${at([x - size * 0.4, y - size * 0.62])} ${at([x, y])}Q${at([x + size * 0.46, y - size * 0.66])} ${at([x + size * 1.05, y - size * 0.2])}Q${at([x + size * 0.46, y - size * 0.42])} ${at([x + size * 0.06, y + size * 0.16])}Q${at([x - size * 0.4, y - size * 0.4])} ${at([x - size, y - size * 0.34])}Z`,
    colour,
  );

/**
 * Rain: strokes that lean with the wind, longer and paler as they come nearer.
 * @param {{ seed: number, count: number, slant: number, colour: string, opacity: number, length: number, width?: number
 *   }} rain
 */
export function rain({ seed, count, slant, colour, opacity, length, width = 1 }) {
  const next = random(seed);
  let d = '';
  for (let i = 0; i < count; i++) {
    const [x, y, l] = [next() * (WIDTH + 300) - 100, next() * (HEIGHT + 100) - 80, length * (0.5 + next())];
    d += `M${at([x, y])}l${(-slant * l).toFixed(1)} ${l.toFixed(1)}`;
  }
  return line(d, colour, width, `opacity="${opacity}"`);
}
