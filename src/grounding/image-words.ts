// The words for an image and its number, in the languages in which models have written headings.

const WORD = String.raw`images?|(?:key ?)?frames?|pictures?|photos?|pics?|imgs?|imagen|imágenes|image[mn]s?|immagin[ei]|fotos?|bild(?:er)?|图像|图片|图|画面|照片|帧|画像|フレーム|圖像|圖片|이미지|사진|프레임|изображение|кадр|фото|картинка|صورة`;
/** A story may have such headings, too: they count only in the thinking. */
export const VAGUE_WORD = '(?:panel|fig(?:ure)?|shot|scene|slide|still)s?';

/** Each numeral, for the number of its place in the list. */
const NUMERALS: readonly (readonly string[])[] = [
  'one two three four five six seven eight nine ten eleven twelve'.split(' '),
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' '),
  'i ii iii iv v vi vii viii ix x xi xii'.split(' '),
  '一 二 三 四 五 六 七 八 九 十 十一 十二'.split(' '),
];
const CARDINAL = [...(NUMERALS[0] ?? []), ...(NUMERALS[2] ?? []), ...(NUMERALS[3] ?? [])].join('|');

function numberOf(numeral: string): string {
  const word = numeral.toLowerCase();
  const list = NUMERALS.find((all) => all.includes(word)) ?? [];
  return String(list.indexOf(word) + 1);
}

const NUMBERED = new RegExp(
  String.raw`^(?:(${WORD}|${VAGUE_WORD})[ _.-]*(?:no\.?|number)?[ _]*(\d{1,6})|第 ?(\d{1,6}) ?[张張幅帧個个枚]?(?:${WORD})?)(?!\p{N}|(?![至到和与])\p{L})`,
  'iu',
);
const ANOTHER = new RegExp(
  String.raw`^ *(-|–|—|~|\.{2,3}|(?:, *)?(?:and\b|&)|,|\/|\+|、|to\b|through\b|至|到|和|与) *(?:${WORD})?[ _-]*(\d{1,6})(?!\p{N}|(?![至到和与])\p{L})`,
  'iu',
);
const BEFORE = new RegExp(
  String.raw`^(?:(?:step|part|section) [\d.]{1,6}[ :.)–—-]*|\d{1,3}[.)]? *)?(?:(?:analysis|description|tables?) (?:of|for) +|video +)?(?=${WORD}|${VAGUE_WORD}|第)`,
  'iu',
);
const NUMERAL_AFTER = new RegExp(String.raw`^((?:${WORD}) )(${CARDINAL})(?![\p{L}\p{N}])`, 'iu');
const NUMERAL_BEFORE = new RegExp(String.raw`^(?:the )?(${(NUMERALS[1] ?? []).join('|')}) (${WORD})(?!\p{L})`, 'iu');
const CHINESE_NUMERAL = /^第 ?([一二三四五六七八九十]{1,2})/u;
/** `2. Image`: the number is before the word. */
const NUMBER_BEFORE = new RegExp(String.raw`^(\d{1,3})[.)] *(${WORD})(?=[\s:.]*$)`, 'iu');
/** A range of more images is a mistake of the model. */
const MOST_IMAGES = 300;

/** The same words with the number as digits after the word for an image. */
function inDigits(words: string): string {
  return words
    .replace(NUMBER_BEFORE, '$2 $1')
    .replace(BEFORE, '')
    .replace(NUMERAL_BEFORE, (_, numeral: string, word: string) => `${word} ${numberOf(numeral)}`)
    .replace(NUMERAL_AFTER, (_, word: string, numeral: string) => word + numberOf(numeral))
    .replace(CHINESE_NUMERAL, (_, numeral: string) => `第${numberOf(numeral)}`);
}

export interface WrittenImages {
  /** The numbers as they are written. */
  readonly frames: readonly number[];
  readonly usual: boolean;
  /** The words after the numbers. */
  readonly rest: string;
}

/**
 * Reads `Image 3`, `Pictures 1-3`, `Images 1, 2 and 5`, `Second image` or `图像 2`, with the words after it; null for
 * other words.
 */
export function readImages(written: string): WrittenImages | null {
  const words = inDigits(written);
  const match = NUMBERED.exec(words);
  if (match === null) return null;
  const [word = '', number = match[3]] = match.slice(1);
  const first = Number(number);
  const after = words.slice(match[0].length);
  const found = range(first, after, /s$/i.test(word));
  // `Image 2 - 3 women`: a single image, and words about it.
  const isRange =
    found.frames.length > 1 && (!/^(?:image|frame|picture|photo)$/i.test(word) || !/^ \p{L}/u.test(found.rest));
  const { frames, rest } = isRange ? found : { frames: [first], rest: after };
  const usual = /^(?:image|frame)$/i.test(word) && frames.length === 1 && words === written;
  return { frames, usual, rest: rest.replace(/^[\s*_:]+/, '') };
}

/** The images of a range. Between two numbers, a slash means `of` (`Image 2/3`), but `and` in the plural. */
function range(
  first: number,
  after: string,
  plural: boolean,
): { readonly frames: readonly number[]; readonly rest: string } {
  const frames = [first];
  let rest = after;
  for (let next = ANOTHER.exec(rest); next !== null; next = ANOTHER.exec(rest)) {
    const [whole, joint = '', number] = next;
    const to = Number(number);
    const last = frames.at(-1) ?? 0;
    const isRange = !/^(?:[,&+、/和与]|(?:, *)?and)/i.test(joint);
    if (to <= last || to - last > MOST_IMAGES || (joint === '/' && !plural)) break;
    for (let no = isRange ? last + 1 : to; no <= to; no++) frames.push(no);
    rest = rest.slice(whole.length);
  }
  return { frames, rest };
}
