import type { Fault } from './faults.ts';

/** A 1-based frame number as the model writes it (`image3` → 3). It is not an array index. */
export type FrameNo = number & { readonly __brand: 'FrameNo' };

/** Character, object, landmark or background, as the StoryReasoning dataset names them (arXiv 2505.10292). */
export type EntityKind = 'char' | 'obj' | 'lm' | 'bg';

/** The nine elements of a Setting table, as the dataset's own code spells them. */
export type SettingElement =
  | 'LOCATION'
  | 'ENVIRONMENT'
  | 'LIGHTING'
  | 'WEATHER'
  | 'TIME_PERIOD'
  | 'ARCHITECTURE'
  | 'INTERIOR_DESIGN'
  | 'ATMOSPHERE'
  | 'BACKGROUND';

/** An ID in another shape that a table uses, such as `1-boat-0`: letters, digits, `_` and `-` only. */
export type LiteralId = string & { readonly __brand: 'LiteralId' };

/**
 * What a mention can name: one identity through all frames, for example `char1`, or an element of the Setting table of
 * the mention's own frame. Such an element is not an identity; 8.4 % of all `gdl` tags name one.
 */
export type EntityId = `${EntityKind}${number}` | LiteralId | SettingElement;

/** UTF-16 offsets in the raw completion, half-open. */
export type Range = readonly [from: number, to: number];

/**
 * What a coordinate counts: `model` is what the model wrote, `frame` the pixels of the upright picture, `stage` the CSS
 * pixels on screen. Boxes of different coordinate spaces do not mix.
 */
export type CoordinateSpace = 'model' | 'frame' | 'stage';

/**
 * How a model other than QwenStoryteller writes its boxes, named by its token: Qwen2-VL `<|box_start|>(x,y),(x,y)`, GLM
 * `<|begin_of_box|>[[…]]`, DeepSeek-VL2 `<|det|>[[…]]`, InternVL `<box>[[…]]</box>`, Florence-2 `<loc_93>`, PaliGemma
 * `<loc0093>`, Qwen2.5-VL `bbox_2d` and Gemini `box_2d`. Each has its own units.
 */
export type BoxDialect = 'box_start' | 'begin_of_box' | 'det' | 'box' | 'loc_' | 'loc4' | 'bbox_2d' | 'box_2d';

/** A bounding box. The corners are as written: `x2 < x1` is possible for `model` only. */
export interface Box<S extends CoordinateSpace> {
  readonly space: S;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** Missing if the numbers are written alone, as QwenStoryteller writes them. */
  readonly dialect?: BoxDialect;
}

export type TableKind = 'characters' | 'objects' | 'setting' | 'narrative';

/**
 * Where the cells of one line are written, without the spaces around them: cell n begins at offset `2n` of this list and
 * ends at `2n + 1`. It is one list because a range for each cell made a quarter of all objects of a long document.
 */
export type Edges = readonly number[];

/** One line of a table. `cells` are as written, trimmed; there may be more or fewer of them than columns. */
export interface Row {
  readonly id: EntityId | null;
  readonly cells: readonly string[];
  /** See `Edges`; `cellRange(row, n)` reads it. */
  readonly cellEdges: Edges;
  readonly box: Box<'model'> | null;
  /** The other boxes of the same entity; missing unless its cell has several. */
  readonly moreBoxes?: readonly Box<'model'>[];
  /** The number of the cell that the box is written in, from 0; null if there is no box. `boxRange` gives its range. */
  readonly boxCell: number | null;
  readonly at: Range;
}

export interface Table {
  readonly kind: TableKind;
  readonly columns: readonly string[];
  /** The edges of the headings; empty if the table is written without headings. */
  readonly columnEdges: Edges;
  readonly rows: readonly Row[];
}

/** A line of the thinking that is neither heading nor table, or text before the thinking. */
export interface Note {
  readonly text: string;
  readonly at: Range;
}

/** What the thinking says about one image. A frame that is analysed twice has two of these. */
export interface FrameAnalysis {
  readonly frame: FrameNo;
  readonly tables: readonly Table[];
  readonly notes: readonly Note[];
  /** The boxes in its notes that belong to no entity; missing unless it has such boxes and no table. */
  readonly unnamed?: readonly Box<'model'>[];
  /**
   * How many consecutive analyses have the same heading and rows: 3 for `## Images 1-3`. Missing for a single analysis.
   */
  readonly shared?: number;
}

export type MentionTag = 'gdo' | 'gda' | 'gdl';

/**
 * A tagged stretch of the story. `at` is its opening tag. Its closing tag comes later, so it is in `FrameTags`: a mention
 * never changes.
 */
export interface Mention {
  readonly tag: MentionTag;
  readonly ids: readonly EntityId[];
  /** The words of the tag that are no known ID. A table further down may still use one of them as its ID. */
  readonly unknown: readonly string[];
  readonly within: Mention | null;
  readonly at: Range;
}

/** A piece of text with its innermost mention, or without any. `text` is exactly the raw text at `at`. */
export interface Span {
  readonly text: string;
  readonly mention: Mention | null;
  readonly at: Range;
}

/** The end of a mention: its closing tag, or an empty range where it ends without one. */
export interface MentionEnd {
  readonly mention: Mention;
  readonly at: Range;
}

/** The tags in one frame of the story. A range is empty where the frame begins or ends without a tag. */
export interface FrameTags {
  /** `<gdi image1>`. */
  readonly opening: Range;
  /** `</gdi>`; null while the frame is open. */
  readonly closing: Range | null;
  /** In the order in which the mentions end. */
  readonly mentionEnds: readonly MentionEnd[];
}

/** The part of the story that belongs to one frame; `frame` is null for text outside every frame. */
export interface StoryFrame {
  readonly frame: FrameNo | null;
  readonly spans: readonly Span[];
  readonly closed: boolean;
  readonly tags: FrameTags;
}

/** `<think>` and `</think>`. A range is empty where the thinking begins or ends without a tag. */
export interface ThinkTags {
  readonly opening: Range;
  /** Null while the thinking is open. */
  readonly closing: Range | null;
}

/** `waiting` until the first character of thinking or story, `done` after `end()`. */
export type Phase = 'waiting' | 'thinking' | 'writing' | 'done';

/** The parsed completion: a fold over the parser's events. It shares all unchanged parts with the previous one. */
export interface GroundedDocument {
  readonly phase: Phase;
  /** One entry for each stretch of thinking; nearly always there is one. */
  readonly thinkTags: readonly ThinkTags[];
  readonly analyses: readonly FrameAnalysis[];
  readonly narrative: Table | null;
  /** Lines of the thinking that belong to no image, and text before the thinking. */
  readonly notes: readonly Note[];
  readonly story: readonly StoryFrame[];
  readonly faults: readonly Fault[];
  /** What the document was before a `</think>` showed that the story so far is a draft; null if there is no draft. */
  readonly draft: Pick<GroundedDocument, 'thinkTags' | 'notes' | 'story' | 'faults' | 'entities'> | null;
  /** Every entity in the order of its first appearance. The order is stable while the text grows, so colours can follow it. */
  readonly entities: readonly EntityId[];
}

/**
 * What the parser emits, as soon as it is certain. The ranges of all events except `fault` tile the text: they begin at
 * 0, each begins where the one before it ends, and the last ends at the length of the text.
 */
export type GroundingEvent =
  | { readonly type: 'think-open'; readonly implied: boolean; readonly at: Range }
  | { readonly type: 'think-close'; readonly implied: boolean; readonly at: Range }
  /** The next tables belong to `frame` and to the frames before it in a range: `## Images 1-3`. */
  | {
      readonly type: 'image-heading';
      readonly frame: FrameNo;
      readonly others: readonly FrameNo[];
      readonly at: Range;
    }
  /** The frame is analysed again in another thinking: what was said about it before is only a draft. */
  | { readonly type: 'image-again'; readonly frame: FrameNo; readonly at: Range }
  /** The story between the offsets `from` and `to` is a draft: it belongs to the thinking. */
  | { readonly type: 'draft'; readonly from: number; readonly to: number; readonly at: Range }
  /** The last draft was the story after all. */
  | { readonly type: 'no-draft'; readonly at: Range }
  /** The images are counted from 0: what was written as image 0 is image 1. */
  | { readonly type: 'count-from-zero'; readonly of: 'analyses' | 'story'; readonly at: Range }
  | { readonly type: 'narrative-heading'; readonly at: Range }
  | { readonly type: 'section-heading'; readonly kind: TableKind; readonly at: Range }
  | {
      readonly type: 'table';
      readonly kind: TableKind;
      readonly frame: FrameNo | null;
      readonly columns: readonly string[];
      readonly columnEdges: Edges;
      readonly at: Range;
    }
  | { readonly type: 'row'; readonly kind: TableKind; readonly row: Row; readonly at: Range }
  | { readonly type: 'note'; readonly note: Note; readonly frame: FrameNo | null; readonly at: Range }
  /** The image has no table, but these boxes in its notes. */
  | {
      readonly type: 'unnamed-boxes';
      readonly frame: FrameNo;
      readonly boxes: readonly Box<'model'>[];
      readonly at: Range;
    }
  /** Table rules, code fences, blank lines, white space between frames, and tags without a counterpart. */
  | { readonly type: 'layout'; readonly at: Range }
  | { readonly type: 'frame-open'; readonly frame: FrameNo | null; readonly at: Range }
  | { readonly type: 'frame-close'; readonly at: Range }
  | { readonly type: 'mention-open'; readonly mention: Mention; readonly at: Range }
  | { readonly type: 'mention-close'; readonly mention: Mention; readonly at: Range }
  /**
   * The mention has no closing tag. If it is `named`, it ends at the next punctuation or tag after it, else it has no
   * words: the text after it belongs to the mention around it.
   */
  | { readonly type: 'mention-unclosed'; readonly mention: Mention; readonly named: boolean; readonly at: Range }
  | { readonly type: 'text'; readonly text: string; readonly mention: Mention | null; readonly at: Range }
  | { readonly type: 'fault'; readonly fault: Fault; readonly at: Range }
  | { readonly type: 'end'; readonly at: Range };

export type Emit = (event: GroundingEvent) => void;

/** Where a server that separates thinking and content went over to the other: `at` is an offset in the completion. */
export interface Switch {
  readonly at: number;
  readonly to: 'thinking' | 'content';
}

export interface Parser {
  /** Takes the next piece of the completion, of any length, and emits what is now certain. Throws after `end`. */
  readonly write: (text: string) => void;
  /** The server says whether the next text is thinking or story. Text that it sent as thinking is never story. */
  readonly separate: (to: Switch['to']) => void;
  /** Ends the completion, and emits all that was still undecided. */
  readonly end: () => void;
}
