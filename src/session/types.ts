import type { BoxDialect, GroundedDocument, Switch } from '../grounding/base.ts';
import type { Failure, PatchSide, Probe, Relay, Sampling } from '../inference/index.ts';
import type { Live, Progress } from './progress.ts';
import type { Run } from './records.ts';

/** A picture of the sequence, turned upright, at the size that is sent to the model. */
export interface Frame {
  readonly id: string;
  /** The file's name. */
  readonly name: string;
  /** The SHA-256 of the user's file, in hexadecimal, and of the picture that is sent. A library stores pictures by them. */
  readonly picture: string;
  readonly sent: string;
  /** The user's file. The picture is encoded from it again when the size to send changes. */
  readonly file: Blob;
  /** A JPEG, encoded once, so that a second run sends the same bytes; or the file itself, see `asFile`. */
  readonly blob: Blob;
  /** Whether `blob` is the file itself, because the browser returns noise from a canvas. Missing for a JPEG. */
  readonly asFile?: true;
  /** The library has lost the picture. Its sizes are still known; `file` and `blob` are empty. */
  readonly lost?: true;
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
  /** How many files the sentence is about, if it is more than one. */
  readonly files?: number;
}

/** Pixels of the picture that was sent, of the original file, or of the picture after the server resized it. */
export type PixelUnits = 'sent' | 'original' | 'resized';

/**
 * The units of a bounding box: pixels; thousandths of each side (`thousand`, or `thousand-yx` if y is written before
 * x); or shares of each side from 0 to 1 (`unit`).
 */
export type BoxUnits = PixelUnits | 'thousand' | 'thousand-yx' | 'unit';

/** How a box is written: as four numbers alone (`plain`), or in the dialect of another model. */
export type Dialect = 'plain' | BoxDialect;

/** The units of a dialect; `own` are those that only this dialect has, such as 0–999. */
export type DialectUnits = BoxUnits | 'own';

/** The units of a run's boxes, by dialect. A dialect that is missing has the units that it brings, see `unitsOf`. */
export type RunUnits = { readonly plain: BoxUnits } & Readonly<Partial<Record<BoxDialect, DialectUnits>>>;

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

/** The settings that belong to a sequence. */
export interface SequenceSettings extends RequestSettings {
  /** The name of the recipe that was chosen last. The settings may have been edited since. */
  readonly recipe: string;
  /** A whole number, or empty for a new seed in each run. */
  readonly seed: string;
}

/** The settings of the sequence on the page, and those of the device: the server and the model. */
export interface Settings extends SequenceSettings {
  readonly serverUrl: string;
  readonly model: string;
  readonly apiKey: string;
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
  /** The user's name as a rater. */
  readonly rater: string;
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
  /** The version of vLLM, if the last check of the server has found it. */
  readonly version?: string;
  readonly systemPrompt: string;
  readonly prompt: string;
  readonly sampling: Sampling;
  readonly patchSide: PatchSide;
}

/** A run with everything that follows from its record. */
export interface ShownRun extends Pick<Run, 'id' | 'source' | 'title' | 'completion' | 'units' | 'sizes'> {
  /** The frames that its numbers count. May be empty. */
  readonly frames: readonly Frame[];
  /** The units in which the boxes are shown until the user accepts or dismisses them; missing if there is no preview. */
  readonly unitsPreview?: RunUnits;
  readonly doc: GroundedDocument;
  /** See `switchesOf`. */
  readonly switches: readonly Switch[];
  /** Null for an opened output. */
  readonly progress: Progress | null;
}

/** What is kept on this device. */
export interface SettingsState {
  /** In the device's store: the server, the model, and the settings with which a new sequence starts. */
  readonly settings: Settings;
  readonly chosen: Chosen;
  /** The recipes that the user has saved. */
  readonly recipes: readonly Recipe[];
  readonly preferences: Preferences;
}

/** What is known of the server. */
export interface ServerState {
  /** The relays of the page's server; null if the page does not come from `npm start`, or before they are known. */
  readonly relays: readonly Relay[] | null;
  readonly connection: Connection;
}

export interface UnitsPreview {
  /** The ID of the run. */
  readonly run: string;
  readonly units: RunUnits;
}

/** What the session is doing. */
export interface ActivityState {
  /** The progress while files are read; null otherwise. */
  readonly adding: { readonly done: number; readonly total: number } | null;
  readonly fileFailures: readonly FileFailure[];
  /** Generate was pressed, and the run waits for the model's name or for pictures that are not ready. */
  readonly starting: boolean;
  /** Why the last attempt to start failed. The current completion stays on the page. */
  readonly startFailure: Failure | null;
  /** Why the sequence on the page can only be read; null if it can be changed. */
  readonly readOnly: Failure | null;
  readonly live: Live | null;
  /** The ID of the run whose server answers again, after the run ended because the server was gone. */
  readonly back: string | null;
  /** Units in which the boxes of a run are shown on trial. */
  readonly unitsPreview: UnitsPreview | null;
}

/** Everything that the page shows of a run and its sequence, except the view. */
export interface PageState extends SettingsState, ServerState, Omit<ActivityState, 'live' | 'back' | 'unitsPreview'> {
  readonly frames: readonly Frame[];
  /** Whether the frames are the demo's. The user's first own frame replaces them. */
  readonly demoFrames: boolean;
  readonly run: ShownRun | null;
  /** The run that was shown before this one, unless it was empty. The user can switch back to it. */
  readonly previous: Run | null;
}
