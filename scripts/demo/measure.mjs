// Functions that run in the browser's page. Playwright sends them there as text, so they must not use anything outside
// themselves.

/**
 * The box of every actor of a picture: the extent of the pixels that change when only that actor is removed. So a box
 * is as tight as the drawing, without glows and shadows, and ends where another actor covers it.
 * @param {{ picture: string, width: number, height: number }} input the picture as SVG; its size in pixels
 * @returns {Promise<[id: string, corners: [number, number, number, number]][]>} whole pixels; x2 and y2 are exclusive
 * @throws {Error} if an actor is not visible
 */
export async function measure({ picture, width, height }) {
  // An actor inside another one (the lantern in a hand) stays visible while the outer actor is hidden. Clip paths are
  // always visible.
  const rules = '[data-actor],clipPath *{visibility:visible}.aura{visibility:hidden!important}';
  const pixels = async (/** @type {string} */ gone) => {
    const hidden = gone === '' ? '' : `[data-actor="${gone}"]{visibility:hidden!important}`;
    const styled = picture.replace('>', `><style>${rules}${hidden}</style>`);
    const image = new Image(width, height);
    image.src = URL.createObjectURL(new Blob([styled], { type: 'image/svg+xml' }));
    await image.decode();
    URL.revokeObjectURL(image.src);
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new Error('The browser gives no canvas.');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, width, height).data;
  };
  const all = await pixels('');
  const ids = new Set([...picture.matchAll(/data-actor="([a-z]+\d+)"/g)].map((match) => match[1] ?? ''));
  return Promise.all(
    [...ids].map(async (id) => {
      const without = await pixels(id);
      const change = (/** @type {number} */ i) => Math.abs((all[i] ?? 0) - (without[i] ?? 0));
      let [x1, y1, x2, y2] = [width, height, 0, 0];
      for (let i = 0; i < all.length; i += 4) {
        // Smaller changes come from antialiased edges, which differ between browsers.
        if (change(i) + change(i + 1) + change(i + 2) < 24) continue;
        const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
        [x1, y1, x2, y2] = [Math.min(x1, x), Math.min(y1, y), Math.max(x2, x + 1), Math.max(y2, y + 1)];
      }
      if (x2 <= x1) throw new Error(`${id} cannot be seen in its picture.`);
      return [id, [x1, y1, x2, y2]];
    }),
  );
}

/**
 * The picture as WebP.
 * @param {{ picture: string, width: number, height: number, quality: number }} input `quality` 0 to 1
 * @returns {Promise<string>} its bytes in base64
 */
export async function paint({ picture, width, height, quality }) {
  const image = new Image(width, height);
  image.src = URL.createObjectURL(new Blob([picture], { type: 'image/svg+xml' }));
  await image.decode();
  URL.revokeObjectURL(image.src);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d', { alpha: false })?.drawImage(image, 0, 0);
  const url = canvas.toDataURL('image/webp', quality);
  return url.slice(url.indexOf(',') + 1);
}
