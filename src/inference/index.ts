export { complete } from './client.ts';
export { dataUrl, readPicture, type Picture, type PictureResult } from './picture.ts';
export { DEFAULT_PROMPT, DEFAULT_SYSTEM_PROMPT } from './prompt.ts';
export { replayFetch } from './replay.ts';
export { readBaseUrl } from './server.ts';
export type { Arrival, CompletionRequest, Failure, FailureKind, Outcome, Sampling, Server } from './types.ts';
