import type { GroundedDocument } from '../grounding/index.ts';
import type { Failure, Health, Outcome, PatchSide, Probe, Relay, Sampling } from '../inference/index.ts';
import type { Repetition } from './repetition.ts';

/** A picture of the sequence, upright and of the size that is sent to the model. */
export interface Frame {
  readonly id: string;
  /** The file's name. */
  readonly name: string;
  /** As it was given; the picture is made from it anew when it is to be sent larger or smaller. */
  readonly file: File;
  /** JPEG, encoded once: a second run sends the same bytes. */
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
export interface FileFailure {
  readonly name: string;
  readonly sentence: string;
}

/**
 * What the numbers of a bounding box count: pixels of the picture that was sent, of the original file, of the picture
 * that the server made of it, thousandths of each side, or whole sides.
 */
export type BoxUnits = 'sent' | 'original' | 'resized' | 'thousand' | 'unit';

/** How a kind of model is asked. Numbers are kept as they are typed, so that half a number is not lost. */
export interface RequestSettings {
  readonly prompt: string;
  readonly systemPrompt: string;
  readonly temperature: string;
  readonly topP: string;
  readonly topK: string;
  readonly minP: string;
  readonly repetitionPenalty: string;
  readonly maxTokens: string;
  /** One text a line. */
  readonly stop: string;
  /** A JSON object of further fields, or nothing. */
  readonly extra: string;
  readonly units: BoxUnits;
  /** The most pixels of a picture that is sent. */
  readonly maxPixels: number;
  readonly patchSide: PatchSide;
}

/** A way of asking under a name. */
export interface Recipe extends RequestSettings {
  readonly name: string;
  /** The model that it is made for; null for any. */
  readonly model: string | null;
}

/** What is asked of the model, and where it is. */
export interface Settings extends RequestSettings {
  /** The name of the recipe that was chosen last; what it says may have been changed since. */
  readonly recipe: string;
  readonly serverUrl: string;
  readonly model: string;
  readonly apiKey: string;
  /** A whole number, or nothing for a fresh one each time. */
  readonly seed: string;
}

/** Which settings the user has chosen. The others are StoryLens's own choice and follow the server. */
export interface Chosen {
  readonly serverUrl: boolean;
  readonly model: boolean;
  readonly recipe: boolean;
}

/** What the user wants of the page itself. */
export interface Preferences {
  /** Whether the API key is kept on this device, and not only for this tab. */
  readonly rememberKey: boolean;
  /** Whether the system tells when a run has ended while the page was out of sight. */
  readonly notify: boolean;
  /** Whether a model that says the same again and again is stopped. */
  readonly stopRepetition: boolean;
  /** What colour tells: who it is, or what kind. */
  readonly colouring: 'identity' | 'kind';
  /** Of the desk's width, so many hundredths are the story's. */
  readonly storyShare: number;
  /** Of the height beside the story, so many hundredths are the picture's. */
  readonly pictureShare: number;
  /** Which panes are folded away; never all of them. */
  readonly foldStory: boolean;
  readonly foldPicture: boolean;
  readonly foldViews: boolean;
}

/** What is known of the server: what was found at last, and whether it is being looked at now. */
export interface Connection {
  readonly checking: boolean;
  /** Null where the address or the key has changed since. */
  readonly found: Probe | null;
}

/** What a run was made of, without the key. */
export interface SentRequest {
  readonly baseUrl: string;
  /** The relay through which the server was reached; without one it was called directly. */
  readonly relay?: Relay;
  readonly model: string;
  readonly systemPrompt: string;
  readonly prompt: string;
  readonly sampling: Sampling;
  readonly patchSide: PatchSide;
}

/** Where an answer that had broken off was taken up again. */
export interface Seam {
  /** Its offset in the completion. */
  readonly at: number;
  /** What had arrived behind it and was cut away, since it was no whole line or sentence. */
  readonly dropped: string;
  /** Of the run before. */
  readonly outcome: Outcome | null;
  readonly seed: number;
  readonly tokens: number;
  /** Milliseconds. */
  readonly took: number;
}

/** `explaining`: the request failed without a reason, which is being looked for. */
export type RunStatus = 'preparing' | 'connecting' | 'queued' | 'streaming' | 'explaining' | 'ended';

/** The server's queue, in requests of all its clients. */
export interface QueueAhead {
  readonly running: number;
  /** Includes ours, if it waits. */
  readonly waiting: number;
  /** The most that can wait before ours. */
  readonly ahead: number;
}

/** `silent`: no answer came in time. `offline`: nothing answers, and the device knows that it has no network. */
export type HealthAnswer = Health | 'silent' | 'offline';

/** What a silent server answers when it is asked for its health. Times are milliseconds of the session's clock. */
export interface HealthRecord {
  readonly answer: HealthAnswer;
  /** When the first and the last question in a row was asked that had this answer. */
  readonly since: number;
  readonly last: number;
  /** How many they are. */
  readonly times: number;
  /** How long the answer has been the same, without the time in which nothing could be asked. */
  readonly lasted: number;
}

/** How the completion came to be. Times are milliseconds of the session's clock. */
export interface Run {
  readonly status: RunStatus;
  readonly startedAt: number;
  /** When the server accepted the request. */
  readonly openedAt: number | null;
  /** The server's queue before the first word; null while nothing is known of it. */
  readonly queue: QueueAhead | null;
  /** The browser keeps the request back: requests of other tabs use all its connections to this server. */
  readonly heldBack: boolean;
  /** Of the server, during a silence; null while words come. */
  readonly health: HealthRecord | null;
  /** When anything came at last. */
  readonly heardAt: number;
  /** When the first text came. */
  readonly firstTextAt: number | null;
  /** Milliseconds of thinking before the story began; null while there is no story. */
  readonly thoughtFor: number | null;
  readonly endedAt: number | null;
  /** Tokens of the answer so far, as the server counts them, else deltas. */
  readonly tokens: number;
  /** As the server counts them, once it has said so; of the first request, where the answer was continued. */
  readonly promptTokens: number | null;
  readonly outcome: Outcome | null;
  /** After an end because the server had gone: whether it answers again. */
  readonly back: boolean;
  readonly request: SentRequest;
  /** Oldest first; empty for an answer in one piece. */
  readonly seams: readonly Seam[];
  /** What the model says again and again at present; null where it does not. */
  readonly repetition: Repetition | null;
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
  readonly doc: GroundedDocument;
  readonly units: BoxUnits;
  /** Null for an output that was opened. */
  readonly run: Run | null;
}

export interface SessionState {
  readonly frames: readonly Frame[];
  /** The frames are the demo's: the user's own take their place. */
  readonly demoFrames: boolean;
  /** Files that are being read in, or null. */
  readonly adding: { readonly done: number; readonly total: number } | null;
  readonly fileFailures: readonly FileFailure[];
  readonly settings: Settings;
  readonly chosen: Chosen;
  /** The relays of the server that the page came from; null where that is not `npm start`, or not known yet. */
  readonly relays: readonly Relay[] | null;
  /** Those that the user has saved. */
  readonly recipes: readonly Recipe[];
  readonly preferences: Preferences;
  readonly connection: Connection;
  /** Generate was pressed, and something must be known or ready before the request: the model, the pictures. */
  readonly starting: boolean;
  readonly reading: Reading | null;
  /** The reading that lay here before, where it has words: one can go back to it. */
  readonly previous: Reading | null;
  /** Why nothing could be started; what was on the desk is still there. */
  readonly startFailure: Failure | null;
}
