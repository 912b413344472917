import { mix } from './colour.mjs';

/**
 * How a scene is lit. `from` is the direction to the light (x to the right, y down, length 1), and `key` its colour.
 * `shadow` is the colour of shade, and `depth` how strong it is. `wash` and `strength` tint every local colour (haze,
 * dusk, night). `rim` is the breadth of the edge of light on solid things.
 * @typedef {{ from: readonly [number, number], key: string, keyStrength: number, shadow: string, depth: number,
 *   wash: string, strength: number, rim?: number }} Light
 */

/** Makes a short name for a shape. Equal shapes get equal names. @param {string} text the path of the shape */
function nameOf(text) {
  let hash = 2166136261;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return `c${(hash >>> 0).toString(36)}`;
}

/** @param {string} d @param {string} colour @param {string} [more] further attributes */
export const fill = (d, colour, more = '') => `<path d="${d}" fill="${colour}" ${more}/>`;

/** @param {string} d @param {string} colour @param {number} width @param {string} [more] */
export const line = (d, colour, width, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;

/** @param {string} d @param {string} content drawn only inside the shape `d` */
export function inside(d, content) {
  const id = nameOf(d);
  return `<clipPath id="${id}"><path d="${d}"/></clipPath><g clip-path="url(#${id})">${content}</g>`;
}

/** @param {string} colour a local colour @param {Light} light @returns {string} the colour as this light shows it */
export const under = (colour, light) => mix(colour, light.wash, light.strength);

/** @param {string} colour @param {Light} light */
export const shadeOf = (colour, light) => mix(under(colour, light), light.shadow, light.depth);

/** @param {string} colour @param {Light} light */
const glowOf = (colour, light) => mix(under(colour, light), light.key, light.keyStrength);

/**
 * A solid thing: its colour, a crescent of shade on the side away from the light, and a thin rim of light.
 * The base is painted under the clip as well, so that no dark line shows through where the edge is antialiased.
 * @param {string} d @param {string} colour @param {Light} light
 * @param {{ round?: number, rim?: number, more?: string }} [volume] breadth of the shade and of the rim, in units of
 *   `d`
 */
export function solid(d, colour, light, { round = 5, rim = light.rim ?? 0, more = '' } = {}) {
  const [x, y] = light.from;
  const base = under(colour, light);
  const shift = (/** @type {number} */ by) => `transform="translate(${(x * by).toFixed(2)} ${(y * by).toFixed(2)})"`;
  const body = `<path d="${d}" fill="${shadeOf(colour, light)}"/><path d="${d}" fill="${base}" ${shift(round)}/>`;
  if (rim === 0) return `<g ${more}>${fill(d, base)}${inside(d, body)}</g>`;
  const glow = glowOf(colour, light);
  return `<g ${more}>${fill(d, glow)}${inside(d, `${fill(d, glow)}<g ${shift(-rim)}>${inside(d, body)}</g>`)}</g>`;
}

/** @param {string} stops "offset colour opacity?", with commas between @returns {string} */
const stopsOf = (stops) =>
  stops
    .split(', ')
    .map((stop) => {
      const [offset, colour, opacity = '1'] = stop.split(' ');
      return `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`;
    })
    .join('');

/**
 * A gradient where it is used.
 * @param {string} id
 * @param {string} stops such as `0 #ffffff, 1 #000000 0.5`
 * @param {string} [vector] downwards by default
 */
export const linear = (id, stops, vector = 'x1="0" y1="0" x2="0" y2="1"') =>
  `<linearGradient id="${id}" ${vector}>${stopsOf(stops)}</linearGradient>`;

/** @param {string} id @param {string} stops as for `linear` @param {string} [place] */
export const radial = (id, stops, place = '') =>
  `<radialGradient id="${id}" ${place}>${stopsOf(stops)}</radialGradient>`;

/**
 * Light in the air around a point. It is not part of its actor: boxes are measured without it.
 * @param {string} id
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} colour
 * @param {number} strength
 */
export const aura = (id, x, y, radius, colour, strength) =>
  `<g class="aura" style="mix-blend-mode:screen">${radial(
    id,
    `0 ${colour} ${strength}, 0.18 ${colour} ${strength * 0.62}, 0.45 ${colour} ${strength * 0.22}, 1 ${colour} 0`,
  )}<circle cx="${x}" cy="${y}" r="${radius}" fill="url(#${id})"/></g>`;

/**
 * @param {number} x
 * @param {number} y @param {number} rx @param {number} ry @param {string} colour @param {number} opacity
 */
export const shadow = (x, y, rx, ry, colour, opacity) =>
  `<ellipse class="aura" cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${colour}" opacity="${opacity}"/>`;

/** @param {number} x @param {number} y @param {number} scale @param {1 | -1} facing @param {string} content */
export const place = (x, y, scale, facing, content) =>
  `<g transform="translate(${x} ${y}) scale(${facing * scale} ${scale})">${content}</g>`;

/**
 * A person or thing with an identity. Its box is measured on the drawing, over all groups of that identity.
 * @param {string} id as in the completion, `char1` @param {string} content
 */
export const actor = (id, content) => `<g data-actor="${id}">${content}</g>`;

/**
 * The light for a figure that faces the other way: its own x runs to the left.
 * @param {Light} light @returns {Light}
 */
export const mirrored = (light) => ({ ...light, from: [-light.from[0], light.from[1]] });
