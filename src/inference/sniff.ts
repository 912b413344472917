export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'bmp' | 'heic';

/** How many bytes of a file `sniff` needs: an HEIF file may list many brands. */
export const SNIFF_LENGTH = 256;

const HEIF_BRAND = /^(?:hei[cmsx]|hev[cmsx]|mif[12]|msf1)$/;
const AVIF_BRAND = /^avi[fso]$/;

/** Recognises a picture's format by the first bytes of the file, not by its name. Null if the format is not known. */
export function sniff(bytes: Uint8Array): PictureFormat | null {
  const text = String.fromCharCode(...bytes.subarray(0, SNIFF_LENGTH));
  if (text.startsWith('\x89PNG\r\n\x1A\n')) return 'png';
  if (text.startsWith('\xFF\xD8\xFF')) return 'jpeg';
  if (/^GIF8[79]a/.test(text)) return 'gif';
  if (/^RIFF[^]{4}WEBP/.test(text)) return 'webp';
  if (text.startsWith('BM')) return 'bmp';
  if (text.startsWith('ftyp', 4)) return heifFormat(bytes, text);
  return null;
}

/**
 * AVIF and HEIC share a container, and an AVIF may call itself `mif1` first and `avif` only among its other brands:
 *
 *     00 00 00 1C  f t y p  m i f 1  00 00 00 00  m i f 1  a v i f  m i a f
 *     └─ length             └─ major              └─ compatible, up to the length
 */
function heifFormat(bytes: Uint8Array, text: string): PictureFormat | null {
  const [, , high = 0, low = 0] = bytes;
  const brands = text.slice(8, high * 256 + low).match(/[^]{4}/g) ?? [];
  if (brands.some((brand) => AVIF_BRAND.test(brand))) return 'avif';
  return brands.some((brand) => HEIF_BRAND.test(brand)) ? 'heic' : null;
}
