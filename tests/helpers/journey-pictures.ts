import { crc32, deflateSync } from 'node:zlib';

/** A file as Playwright's file inputs take it. */
export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export type Colour = readonly [red: number, green: number, blue: number];

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function encode(width: number, height: number, bitDepth: number, colourType: number, row: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bitDepth, colourType, 0, 0, 0], 8);
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), row])));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG of one colour. Its default size, in multiples of 28, is not scaled, so boxes in pixels need no conversion. */
export function png(name: string, colour: Colour = [90, 140, 110], width = 504, height = 336): GivenFile {
  const row = Buffer.alloc(width * 3, Buffer.from(colour));
  return { name, mimeType: 'image/png', buffer: encode(width, height, 8, 2, row) };
}

/** A black PNG with one bit per pixel, so that even 50 megapixels are a small file. */
export function hugePng(name: string, width: number, height: number): GivenFile {
  return { name, mimeType: 'image/png', buffer: encode(width, height, 1, 0, Buffer.alloc(Math.ceil(width / 8))) };
}

/** Frames of a story: frame-1.png and so on. */
export function frames(count: number): GivenFile[] {
  return Array.from({ length: count }, (_, i) => png(`frame-${i + 1}.png`, [40 + 50 * i, 110, 150]));
}

export function textFile(name: string, text: string): GivenFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

/** A PNG that breaks off in the middle of its pixels. */
export function brokenPng(name: string): GivenFile {
  const { buffer } = png(name);
  return { name, mimeType: 'image/png', buffer: buffer.subarray(0, 45) };
}

/** A file that starts like a HEIC photo but has no image data. */
export function heic(name: string): GivenFile {
  const box = Buffer.from('\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf', 'latin1');
  return { name, mimeType: 'image/heic', buffer: Buffer.concat([box, Buffer.alloc(200)]) };
}
