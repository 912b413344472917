export { complete, type CompleteOptions } from './client.ts';
export { dataUrl, readPicture, type Picture, type PictureProblem, type PictureResult } from './picture.ts';
export { DEFAULT_PROMPT, DEFAULT_SYSTEM_PROMPT } from './prompt.ts';
export { replayFetch, type ReplayOptions } from './replay.ts';
export { readBaseUrl, type BaseUrl } from './server.ts';
export type {
  Arrival,
  CompletionRequest,
  Failure,
  FailureKind,
  Outcome,
  Sampling,
  SentPicture,
  Server,
} from './types.ts';
export { DEFAULT_MAX_PIXELS, imageTokens, sentSize, smartResize, type SentSize, type Size } from './vision.ts';
