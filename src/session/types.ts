import type { GroundedDocument } from '../grounding/index.ts';
import type { Failure, Outcome } from '../inference/index.ts';

/** A picture of the sequence, upright and of the size that is sent to the model. */
export interface Frame {
  readonly id: string;
  /** The file's name. */
  readonly name: string;
  /** PNG or JPEG, encoded once: a second run sends the same bytes. */
  readonly blob: Blob;
  /** An object URL of `blob`; the session revokes it when nothing shows the frame any more. */
  readonly url: string;
  /** Pixels of the picture that is sent and shown. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the file, turned upright. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

/** A file that is no frame, and why, in a sentence. */
export interface Rejection {
  readonly name: string;
  readonly sentence: string;
}

/** What is asked of the model. Numbers are kept as they are typed, so that half a number is not lost. */
export interface Settings {
  readonly serverUrl: string;
  readonly model: string;
  readonly apiKey: string;
  readonly temperature: string;
  readonly topP: string;
  readonly maxTokens: string;
  readonly prompt: string;
  readonly systemPrompt: string;
}

export type RunStatus = 'preparing' | 'connecting' | 'queued' | 'streaming' | 'ended';

/** How the completion came to be. Times are milliseconds of the session's clock. */
export interface Run {
  readonly status: RunStatus;
  readonly startedAt: number;
  /** When the first text came. */
  readonly firstTextAt: number | null;
  /** When the thinking was over and the story began. */
  readonly toldAt: number | null;
  readonly endedAt: number | null;
  /** Tokens of the answer so far, as the server counts them, else deltas. */
  readonly tokens: number;
  readonly promptTokens: number | null;
  readonly outcome: Outcome | null;
}

/** What lies on the desk: one completion, the frames it is about, and what it means. */
export interface Reading {
  /** Another reading, another id: nothing of the one before may show through. */
  readonly id: string;
  readonly source: 'run' | 'demo' | 'opened';
  readonly title: string | null;
  /** As they were when the completion was asked for: frame n is `frames[n - 1]`. May be empty. */
  readonly frames: readonly Frame[];
  readonly completion: string;
  readonly document: GroundedDocument;
  /** Null for an output that was opened. */
  readonly run: Run | null;
}

export interface SessionState {
  readonly frames: readonly Frame[];
  /** The frames are the demo's: the user's own take their place. */
  readonly demoFrames: boolean;
  /** Files that are being read in, or null. */
  readonly adding: { readonly done: number; readonly total: number } | null;
  readonly rejections: readonly Rejection[];
  readonly settings: Settings;
  readonly reading: Reading | null;
  /** The last reading with words in it, for a run that brings none: one can go back to it. */
  readonly before: Reading | null;
  /** Why nothing could be started; what was on the desk is still there. */
  readonly problem: Failure | null;
}
