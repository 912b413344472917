/** @typedef {readonly [x: number, y: number]} Point */

/** A coordinate as it is written: a tenth of a unit is finer than any pixel here. @param {number} value */
export const short = (value) => Math.round(value * 10) / 10;

/** @param {Point} p */
export const at = ([x, y]) => `${short(x)} ${short(y)}`;

/** @param {Point} a @param {Point} b @param {number} t @returns {Point} */
export const between = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];

/** @param {Point} a @param {Point} b */
const distance = (a, b) => Math.hypot(b[0] - a[0], b[1] - a[1]);

/**
 * Points as SVG writes them, `x,y x,y`, moved to an origin.
 * @param {string} text @param {Point} [origin] @returns {Point[]}
 */
export const points = (text, [ox, oy] = [0, 0]) =>
  text.split(' ').map((pair) => {
    const [x, y] = pair.split(',').map(Number);
    if (x === undefined || y === undefined || Number.isNaN(x + y)) throw new Error(`"${pair}" is not a point`);
    return [x + ox, y + oy];
  });

/** @template T @param {readonly T[]} list @param {number} index wraps around @returns {T} */
export function pick(list, index) {
  const item = list[((index % list.length) + list.length) % list.length];
  if (item === undefined) throw new Error('an empty list has no items');
  return item;
}

/**
 * A repeatable source of numbers in [0, 1): the same picture on every machine (mulberry32).
 * @param {number} seed
 */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A curve through all points (Catmull-Rom as cubic Béziers).
 * @param {readonly Point[]} corners
 * @param {boolean} [closed]
 */
export function smooth(corners, closed = true) {
  const last = corners.length - 1;
  const get = (/** @type {number} */ i) => (closed ? pick(corners, i) : pick(corners, Math.min(last, Math.max(0, i))));
  let d = `M${at(get(0))}`;
  for (let i = 0; i < (closed ? corners.length : last); i++) {
    const [p0, p1, p2, p3] = [get(i - 1), get(i), get(i + 1), get(i + 2)];
    const c1 = [p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6];
    const c2 = [p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6];
    d += `C${at(/** @type {[number, number]} */ (c1))} ${at(/** @type {[number, number]} */ (c2))} ${at(p2)}`;
  }
  return closed ? `${d}Z` : d;
}

/**
 * A closed polygon with corners rounded by `radius`.
 * @param {readonly Point[]} corners
 * @param {number} radius
 */
export function rounded(corners, radius) {
  let d = '';
  for (let i = 0; i < corners.length; i++) {
    const corner = pick(corners, i);
    const [before, after] = [pick(corners, i - 1), pick(corners, i + 1)];
    const into = between(corner, before, Math.min(0.5, radius / (distance(corner, before) || 1)));
    const out = between(corner, after, Math.min(0.5, radius / (distance(corner, after) || 1)));
    d += `${i === 0 ? 'M' : 'L'}${at(into)}Q${at(corner)} ${at(out)}`;
  }
  return `${d}Z`;
}

/**
 * One side of a convex hull.
 * @param {readonly Point[]} sorted from end to end @returns {Point[]} without the last point
 */
function side(sorted) {
  /** @type {Point[]} */
  const chain = [];
  for (const p of sorted) {
    while (chain.length > 1) {
      const [a, b] = [pick(chain, -2), pick(chain, -1)];
      if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
      chain.pop();
    }
    chain.push(p);
  }
  return chain.slice(0, -1);
}

/** @param {readonly Point[]} cloud @returns {Point[]} its convex hull, in order around it */
export function hull(cloud) {
  const sorted = cloud.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...side(sorted), ...side(sorted.toReversed())];
}

/**
 * Rounds the corners of a line by cutting them three times. The ends stay.
 * @param {readonly Point[]} line
 * @returns {Point[]}
 */
function soften(line) {
  /** @type {readonly Point[]} */
  let corners = line;
  for (let round = 0; round < 3; round++) {
    /** @type {Point[]} */
    const next = [pick(corners, 0)];
    for (let i = 0; i + 1 < corners.length; i++) {
      const [a, b] = [pick(corners, i), pick(corners, i + 1)];
      next.push(between(a, b, i === 0 ? 0.4 : 0.25), between(a, b, i + 2 === corners.length ? 0.6 : 0.75));
    }
    corners = [...next, pick(line, -1)];
  }
  return [...corners];
}

/**
 * A band along a line whose breadth changes from point to point, with round ends: limbs, tails, strands of hair.
 * @param {readonly Point[]} line at least two points
 * @param {readonly number[]} breadths one for each point
 */
export function ribbon(line, breadths) {
  const corners = soften(line);
  const lengths = line.map((p, i) => (i === 0 ? 0 : distance(pick(line, i - 1), p)));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const walked = corners.map((p, i) => (i === 0 ? 0 : distance(pick(corners, i - 1), p)));
  const whole = walked.reduce((sum, length) => sum + length, 0) || 1;
  let along = 0;
  /** @type {Point[]} */
  const left = [];
  /** @type {Point[]} */
  const right = [];
  corners.forEach((p, i) => {
    along += pick(walked, i);
    let rest = (along / whole) * total;
    let leg = 1;
    while (leg < line.length - 1 && rest > pick(lengths, leg)) rest -= pick(lengths, leg++);
    const t = Math.min(1, rest / (pick(lengths, leg) || 1));
    const r = (pick(breadths, leg - 1) + (pick(breadths, leg) - pick(breadths, leg - 1)) * t) / 2;
    const [a, b] = [pick(corners, Math.max(0, i - 1)), pick(corners, Math.min(corners.length - 1, i + 1))];
    const d = distance(a, b) || 1;
    const [nx, ny] = [(-(b[1] - a[1]) / d) * r, ((b[0] - a[0]) / d) * r];
    left.push([p[0] + nx, p[1] + ny]);
    right.push([p[0] - nx, p[1] - ny]);
  });
  const [start, end] = [pick(breadths, 0) / 2, pick(breadths, -1) / 2];
  const back = right.toReversed();
  const cap = (/** @type {number} */ r, /** @type {Point} */ to) => `A${short(r)} ${short(r)} 0 0 0 ${at(to)}`;
  return `M${left.map(at).join('L')}${cap(end, pick(back, 0))}L${back.slice(1).map(at).join('L')}${cap(start, pick(left, 0))}Z`;
}

/**
 * The middle joint of a limb of two bones that reaches from `from` to `to` (which comes nearer if it is out of reach).
 * @param {Point} from @param {Point} to @param {number} upper @param {number} lower
 * @param {number} bend 1 or -1: to which side the joint bends
 * @returns {[from: Point, joint: Point, end: Point]}
 */
export function reach(from, to, upper, lower, bend) {
  const wish = distance(from, to);
  const d = Math.min(upper + lower - 0.01, Math.max(Math.abs(upper - lower) + 0.01, wish));
  const end = between(from, to, wish === 0 ? 0 : d / wish);
  const angle = Math.atan2(end[1] - from[1], end[0] - from[0]);
  const inner = Math.acos(Math.min(1, Math.max(-1, (upper * upper + d * d - lower * lower) / (2 * upper * d))));
  const a = angle + bend * inner;
  return [from, [from[0] + Math.cos(a) * upper, from[1] + Math.sin(a) * upper], end];
}
