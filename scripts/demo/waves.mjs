import { at, pick, random, short, smooth } from './geometry.mjs';
import { fill, inside, line, linear } from './paint.mjs';
import { HEIGHT, WIDTH } from './sky.mjs';

/** @typedef {import('./geometry.mjs').Point} Point */

/**
 * One swell of a rough sea: a crest in points, lit along its upper edge, veined with foam.
 * @param {{ id: string, crest: readonly Point[], seed: number, top: string, bottom: string, foam: string, veins?:
 *   number, edge?: number, depth?: number }} swell
 */
export function swell({ id, crest, seed, top, bottom, foam, veins = 14, edge = 3, depth = 150 }) {
  const next = random(seed);
  const d = `${smooth(crest, false)}L${WIDTH + 20} ${HEIGHT + 10}L-20 ${HEIGHT + 10}Z`;
  const high = Math.min(...crest.map(([, y]) => y));
  let strokes = '';
  for (let i = 0; i < veins; i++) {
    const x = next() * WIDTH;
    const y = heightAt(crest, x) + 12 + next() ** 1.4 * depth * 0.8;
    const w = 18 + next() * 60;
    const slope = (heightAt(crest, x + w) - heightAt(crest, x)) * 0.7;
    strokes += `M${at([x, y])}q${(w * 0.5).toFixed(1)} ${(slope * 0.5 - 5 - next() * 6).toFixed(1)} ${w.toFixed(1)} ${slope.toFixed(1)}`;
  }
  const lip = smooth(crest, false);
  return [
    linear(
      id,
      `0 ${top}, 1 ${bottom}`,
      `gradientUnits="userSpaceOnUse" x1="0" y1="${high}" x2="0" y2="${high + depth}"`,
    ),
    fill(d, `url(#${id})`),
    inside(d, line(lip, foam, edge * 2, 'opacity="0.55"') + line(strokes, foam, 1.8, 'opacity="0.34"')),
  ].join('');
}

/** @param {readonly Point[]} crest @param {number} x */
function heightAt(crest, x) {
  for (let i = 1; i < crest.length; i++) {
    const [a, b] = [pick(crest, i - 1), pick(crest, i)];
    if (x <= b[0]) return a[1] + ((x - a[0]) / (b[0] - a[0] || 1)) * (b[1] - a[1]);
  }
  return pick(crest, -1)[1];
}

/**
 * Foam that breaks over a crest: rounded lumps along it.
 * @param {number} seed @param {readonly Point[]} along @param {number} size @param {string} colour
 * @param {string} shade
 */
export function breaker(seed, along, size, colour, shade) {
  const next = random(seed);
  let [light, dark] = ['', ''];
  const steps = along.length * 5;
  for (let i = 0; i <= steps; i++) {
    const t = (i / steps) * (along.length - 1);
    const [a, b] = [pick(along, Math.floor(t)), pick(along, Math.min(along.length - 1, Math.floor(t) + 1))];
    const f = t - Math.floor(t);
    const r = size * (0.35 + Math.sin((Math.PI * i) / steps) * (0.5 + next() * 0.5));
    const [x, y] = [a[0] + (b[0] - a[0]) * f, a[1] + (b[1] - a[1]) * f];
    light += `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}"/>`;
    dark += `<circle cx="${(x + r * 0.2).toFixed(1)}" cy="${(y + r * 0.55).toFixed(1)}" r="${(r * 0.8).toFixed(1)}"/>`;
  }
  return `<g fill="${colour}">${light}</g><g fill="${shade}" opacity="0.55">${dark}</g>`;
}

/**
 * Drops thrown up from a point, stretched along their flight.
 * @param {number} seed @param {Point} from @param {readonly [number, number]} fling how far to the sides and up
 * @param {number} count @param {string} colour
 */
export function spray(seed, [x, y], [wide, high], count, colour) {
  const next = random(seed);
  const drops = Array.from({ length: count }, () => {
    const a = next() * Math.PI;
    const far = 0.12 + next() ** 1.3 * 0.88;
    const [cx, cy] = [x + Math.cos(a) * wide * far, y - Math.sin(a) * high * far];
    const size = (1 - far * 0.7) * (1.6 + next() * 2.8);
    const turn = (-a * 180) / Math.PI;
    return `<ellipse cx="${short(cx)}" cy="${short(cy)}" rx="${short(size * 1.7)}" ry="${short(size)}" transform="rotate(${short(turn)} ${short(cx)} ${short(cy)})" opacity="${short(1 - far * 0.5)}"/>`;
  });
  return `<g class="aura" fill="${colour}">${drops.join('')}</g>`;
}
