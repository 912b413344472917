/**
 * The text of a file: UTF-8, UTF-16 if the file begins with the mark of UTF-16, or Windows-1252 if UTF-8 fails. Null if
 * the file is not a text. A byte-order mark is left out.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const text = decoderFor(bytes).decode(bytes);
  return text.includes('\0') ? null : text;
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    utf8.decode(bytes);
    return utf8;
  } catch {
    return new TextDecoder('windows-1252');
  }
}
