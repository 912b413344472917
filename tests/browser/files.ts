export type Paint = (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => void;

/** A picture file of this size. */
export async function image(width: number, height: number, paint: Paint, type = 'image/png'): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No 2D canvas');
  paint(context, width, height);
  const blob = await canvas.convertToBlob({ type, quality: 0.95 });
  return new File([blob], 'painted', { type });
}

/** Red on the left, blue on the right. */
export const halves: Paint = (context, width, height) => {
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
};

/** Black and white, a pixel each. */
export const lines: Paint = (context, width, height) => {
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  for (let x = 0; x < width; x += 2) context.fillRect(x, 0, 1, height);
};

/** The file is transparent. */
export const nothing: Paint = () => {};

/** The same JPEG with an EXIF orientation: an APP1 segment is put after its first two bytes. */
export async function turned(jpeg: Blob, orientation: number): Promise<File> {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const app1 = Uint8Array.from([0xff, 0xe1, 0, exif.length + 2, ...exif]);
  const bytes = await jpeg.arrayBuffer();
  return new File([bytes.slice(0, 2), app1, bytes.slice(2)], 'turned.jpg', { type: 'image/jpeg' });
}
