import { parseJson, readTolerantJson } from '../grounding/base.ts';
import { joinParts } from './sample.ts';
import type { NamedText, Sample } from './sample.ts';
import { beginningOf, partOf } from './names.ts';
import type { Part } from './names.ts';
import { completionOfEvents, completionsIn } from './shapes.ts';
import { unescapeText } from './unescape.ts';

/**
 * Finds the completions in texts. Files of one story (`12_cot.txt`, `12_story.txt`) are joined by the beginning of their
 * names, and never with those of another story. Two texts without such names are joined if one is the thinking and the
 * other the story.
 */
export function unwrap(texts: readonly NamedText[]): readonly Sample[] {
  const filled = texts.filter(({ text, name }) => text.trim() !== '' && partOf(name) !== 'metadata');
  const beginnings = new Set(filled.map(({ name }) => beginningOf(name)));
  const samples = [...beginnings].flatMap((beginning) => {
    const group = filled.filter(({ name }) => beginningOf(name) === beginning);
    return beginning === null ? group.flatMap(unwrapOne) : [joined(group)];
  });
  const pair = beginnings.has(null) && filled.length === 2 && samples.length === 2 ? pairOf(samples) : null;
  return pair === null ? samples : [pair];
}

/** The completion of two samples, if one is a chain of thought and the other its story; else null. */
function pairOf(samples: readonly Sample[]): Sample | null {
  const thought = samples.find(({ completion }) => !hasTags(completion));
  const story = samples.find(({ completion }) => hasTags(completion) && !/<think>/i.test(completion));
  if (thought === undefined || story === undefined) return null;
  return { ...story, ...joinParts(thought.completion, story.completion), wrapper: TWO_PARTS };
}

const TWO_PARTS = 'a chain of thought and a story';

function joined(texts: readonly NamedText[]): Sample {
  const ofPart = (part: Part): readonly NamedText[] => texts.filter(({ name }) => partOf(name) === part);
  const [thoughts, stories] = [ofPart('thought'), ofPart('story')];
  const first = stories[0] ?? thoughts[0];
  return {
    name: first?.name ?? '',
    ...(thoughts.length === 0
      ? { completion: textOf(stories), switches: [] }
      : joinParts(textOf(thoughts), textOf(stories))),
    wrapper: thoughts.length > 0 && stories.length > 0 ? TWO_PARTS : null,
    sizes: [],
  };
}

const textOf = (parts: readonly NamedText[]): string => parts.map(({ text }) => text.trim()).join('\n\n');

const hasTags = (text: string): boolean => /<gd[ioalf]\b/i.test(text);

const known = new WeakMap<NamedText, readonly Sample[]>();

/** The completions in one text. A text that is asked about again, as those of a dropped folder are, is read once. */
function unwrapOne(text: NamedText): readonly Sample[] {
  const before = known.get(text);
  if (before) return before;
  const samples = readOne(text);
  known.set(text, samples);
  return samples;
}

function readOne({ name, text }: NamedText): readonly Sample[] {
  const found = valueIn(text.trim());
  if (found === null || found.samples.length === 0) {
    const plain = unescapeText(text);
    return [{ name, completion: plain.text, switches: [], wrapper: plain.wrapper, sizes: [] }];
  }
  return found.samples.map(({ label, wrapper, ...sample }, index) =>
    Object.assign(sample, {
      wrapper: found.printed ? `${wrapper}, printed by Python` : wrapper,
      name: found.samples.length === 1 && label === null ? name : `${name}, ${label ?? `sample ${index + 1}`}`,
    }),
  );
}

interface Value {
  readonly samples: ReturnType<typeof completionsIn>;
  /** Whether the text is a value that Python printed. */
  readonly printed: boolean;
}

function valueIn(text: string): Value | null {
  if (/^(?:data|event|id|:)[^\n]*\n?/.test(text) && /^data:/m.test(text)) return streamIn(text);
  if (!/^[[{"'(]/.test(text)) return null;
  const json = parseJson(text);
  if (json !== undefined) return inValue(json, false);
  const lines = readJsonLines(text);
  if (lines !== null) return inValue(lines, false);
  const printed = readTolerantJson(text);
  return printed === undefined ? null : inValue(printed, true);
}

function inValue(value: unknown, printed: boolean): Value {
  if (typeof value !== 'string') return { samples: completionsIn(value), printed };
  return { samples: [{ completion: value, switches: [], wrapper: 'a quoted text', sizes: [], label: null }], printed };
}

function streamIn(text: string): Value {
  const events = [...text.matchAll(/^data: ?(.*)$/gm)].flatMap(([, data = '']) => parseJson(data) ?? []);
  const found = { ...completionOfEvents(events), wrapper: 'a saved stream', sizes: [], label: null };
  return { samples: found.completion === '' ? [] : [found], printed: false };
}

/** The values of a text that has one JSON value on each line; null if any line is not JSON. */
function readJsonLines(text: string): readonly unknown[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return null;
  const values = lines.map(parseJson);
  return values.includes(undefined) ? null : values;
}
