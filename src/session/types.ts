import type { GroundedDocument } from '../grounding/index.ts';
import type { Failure, Health, Outcome, PatchSide, Probe, Relay, Sampling } from '../inference/index.ts';
import type { Repetition } from './repetition.ts';

/** A picture of the sequence, turned upright, at the size that is sent to the model. */
export interface Frame {
  readonly id: string;
  /** The file's name. */
  readonly name: string;
  /** The user's file. The picture is encoded from it again when the size to send changes. */
  readonly file: File;
  /** A JPEG, encoded once, so that a second run sends the same bytes. */
  readonly blob: Blob;
  /** An object URL of `blob`. The session revokes it as soon as no run and no list shows the frame. */
  readonly url: string;
  /** The size of the picture that is sent and shown, in pixels. */
  readonly width: number;
  readonly height: number;
  /** The size of the upright original, in pixels. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

/** A file that could not be used as a frame, with the reason as a sentence. */
export interface FileFailure {
  readonly name: string;
  readonly sentence: string;
}

/**
 * The units of a bounding box: pixels of the picture that was sent (`sent`), of the original file (`original`) or of
 * the picture after the server resized it (`resized`); thousandths of each side (`thousand`); or shares of each side
 * from 0 to 1 (`unit`).
 */
export type BoxUnits = 'sent' | 'original' | 'resized' | 'thousand' | 'unit';

/**
 * The part of the settings that a recipe sets. Numbers are kept as text, as the user typed them, so that a half-typed
 * number is not lost.
 */
export interface RequestSettings {
  readonly prompt: string;
  readonly systemPrompt: string;
  readonly temperature: string;
  readonly topP: string;
  readonly topK: string;
  readonly minP: string;
  readonly repetitionPenalty: string;
  readonly maxTokens: string;
  /** Stop texts, one on each line. */
  readonly stop: string;
  /** A JSON object with more request fields, or an empty string. */
  readonly extra: string;
  readonly units: BoxUnits;
  /** The most pixels that a picture has when it is sent. */
  readonly maxPixels: number;
  readonly patchSide: PatchSide;
}

/** Request settings with a name. */
export interface Recipe extends RequestSettings {
  readonly name: string;
  /** The model that the recipe is made for; null if it suits any model. */
  readonly model: string | null;
}

/** The request settings, the server and the model. */
export interface Settings extends RequestSettings {
  /** The name of the recipe that was chosen last. The settings may have been edited since. */
  readonly recipe: string;
  readonly serverUrl: string;
  readonly model: string;
  readonly apiKey: string;
  /** A whole number, or empty for a new seed in each run. */
  readonly seed: string;
}

/** Which settings the user has chosen. StoryLens chooses the others and adapts them to the server. */
export interface Chosen {
  readonly serverUrl: boolean;
  readonly model: boolean;
  readonly recipe: boolean;
}

/** The user's preferences for the page. */
export interface Preferences {
  /** Whether the API key is saved on this device. If not, only this tab keeps it. */
  readonly rememberKey: boolean;
  /** Whether a system notification appears when a run ends while the page is hidden. */
  readonly notify: boolean;
  /** Whether a run is stopped when the model repeats itself without end. */
  readonly stopRepetition: boolean;
  /** Whether colours distinguish identities or kinds. */
  readonly colouring: 'identity' | 'kind';
  /** The width of the story pane, in percent of the page. */
  readonly storyShare: number;
  /** The height of the picture pane, in percent of the column beside the story. */
  readonly pictureShare: number;
  /** Which panes are folded; at least one stays open. */
  readonly foldStory: boolean;
  readonly foldPicture: boolean;
  readonly foldViews: boolean;
}

/** The last result of the server check, and whether a check is in progress. */
export interface Connection {
  readonly checking: boolean;
  /** Null before the first check, and after the address or the key has changed. */
  readonly found: Probe | null;
}

/** How a run was requested, without the key. */
export interface SentRequest {
  readonly baseUrl: string;
  /** The relay that passed the request on; missing if the page called the server directly. */
  readonly relay?: Relay;
  readonly model: string;
  readonly systemPrompt: string;
  readonly prompt: string;
  readonly sampling: Sampling;
  readonly patchSide: PatchSide;
}

/** The point at which Continue joined a new answer to one that had broken off. */
export interface Seam {
  /** The offset of the point in the completion. */
  readonly at: number;
  /** The text that had arrived after this point. It was removed because it was not a complete line or sentence. */
  readonly dropped: string;
  /** How the request before this point ended; seed, tokens and time are also those of that request. */
  readonly outcome: Outcome | null;
  readonly seed: number;
  readonly tokens: number;
  /** The duration in milliseconds. */
  readonly took: number;
}

/** `explaining`: the request failed, and the session asks the server for the reason. */
export type RunStatus = 'preparing' | 'connecting' | 'queued' | 'streaming' | 'explaining' | 'ended';

/** The server's queue; the numbers count requests of all its clients. */
export interface QueueAhead {
  readonly running: number;
  /** Includes our own request if it waits. */
  readonly waiting: number;
  /** The most requests that can be ahead of ours. */
  readonly ahead: number;
}

/** `silent`: no answer arrived in time. `offline`: the request failed, and the device has no network. */
export type HealthAnswer = Health | 'silent' | 'offline';

/**
 * The latest answer of a silent server to health checks, and for how long it has been the same. Times are milliseconds
 * of the session's clock.
 */
export interface HealthRecord {
  readonly answer: HealthAnswer;
  /** When the first and the last check with this answer in a row started. */
  readonly since: number;
  readonly last: number;
  /** The number of checks in a row with this answer. */
  readonly times: number;
  /** How many milliseconds the answer has been the same, without periods in which no check could run. */
  readonly lasted: number;
}

/** How a run was requested, how it proceeds and how it ended. Times are milliseconds of the session's clock. */
export interface Progress {
  readonly status: RunStatus;
  readonly startedAt: number;
  /** When the server accepted the request. */
  readonly openedAt: number | null;
  /** The server's queue before the first text arrives; null if it is unknown. */
  readonly queue: QueueAhead | null;
  /** The browser holds the request back because requests of other tabs use all its connections to this server. */
  readonly heldBack: boolean;
  /** The health of a silent server; null while text arrives. */
  readonly health: HealthRecord | null;
  /** When data last arrived. */
  readonly heardAt: number;
  /** When the first text arrived. */
  readonly firstTextAt: number | null;
  /** Milliseconds of thinking before the story began; null until the story begins. */
  readonly thoughtFor: number | null;
  readonly endedAt: number | null;
  /** The tokens of the answer so far: the server's count, or the number of deltas if the server sends no count. */
  readonly tokens: number;
  /** The server's count, once it has sent it. After Continue this is still the count of the first request. */
  readonly promptTokens: number | null;
  readonly outcome: Outcome | null;
  /** Whether the server answers again after the run ended because the server was gone. */
  readonly back: boolean;
  readonly request: SentRequest;
  /** The fields that the server does not know and that were left out of the request; missing if there are none. */
  readonly omitted?: readonly string[];
  /** Oldest first; empty if the run was never continued. */
  readonly seams: readonly Seam[];
  /** The text that the model is repeating without end; null if it is not repeating. */
  readonly repetition: Repetition | null;
}

/** The completion on the page, with its frames, its parsed document and its run. */
export interface ShownRun {
  /** Changes with each new completion, so that no state of the previous completion is reused. */
  readonly id: string;
  readonly source: 'model' | 'demo' | 'imported';
  readonly title: string | null;
  /** The frames of the request: frame n is `frames[n - 1]`. May be empty. */
  readonly frames: readonly Frame[];
  readonly completion: string;
  readonly doc: GroundedDocument;
  readonly units: BoxUnits;
  /** Null for an opened output. */
  readonly progress: Progress | null;
}

export interface SessionState {
  readonly frames: readonly Frame[];
  /** Whether the frames are the demo's. The user's first own frame replaces them. */
  readonly demoFrames: boolean;
  /** The progress while files are read; null otherwise. */
  readonly adding: { readonly done: number; readonly total: number } | null;
  readonly fileFailures: readonly FileFailure[];
  readonly settings: Settings;
  readonly chosen: Chosen;
  /** The relays of the page's server; null if the page does not come from `npm start`, or before they are known. */
  readonly relays: readonly Relay[] | null;
  /** The recipes that the user has saved. */
  readonly recipes: readonly Recipe[];
  readonly preferences: Preferences;
  readonly connection: Connection;
  /** Generate was pressed, and the run waits for the model's name or for pictures that are not ready. */
  readonly starting: boolean;
  readonly run: ShownRun | null;
  /** The completion before the current one, unless it was empty. The user can switch back to it. */
  readonly previous: ShownRun | null;
  /** Why the last attempt to start failed. The current completion stays on the page. */
  readonly startFailure: Failure | null;
}
