export { askHealth, askQueue, complete, dataUrl, loadRequests, probe, readPicture, replayFetch } from './on-demand.ts';
export { bodyText } from './body.ts';
export { CANVAS_NOISE } from './canvas-advice.ts';
export type { Health } from './health.ts';
export type { Queue } from './queue.ts';
export { holdRequest, type OpenRequest } from './open-requests.ts';
export type { Picture, PictureResult } from './picture.ts';
export type { Probe } from './probe.ts';
export type { ServedModel } from './served-models.ts';
export { DEFAULT_PROMPT, FORMER_SYSTEM_PROMPT, STORYTELLER_SYSTEM_PROMPT } from './prompt.ts';
export { failureOfDeadEngine, failureOfHiddenAnswer } from './unread-failures.ts';
export { findRelays, relayCommand, relayTo } from './relay.ts';
export { FIELD_NAMES } from './field-names.ts';
export { curlCommand } from './curl.ts';
export { serveCommand } from './serve.ts';
export { readBaseUrl } from './server.ts';
export { FORMAT_PROMPT } from './format-prompt.ts';
export { textTokens } from './tokens.ts';
export type { Arrival, CompletionRequest, Failure, FailureKind, Outcome, Relay, Sampling, Server } from './types.ts';
export {
  DEFAULT_MAX_PIXELS,
  imageTokens,
  pictureTokens,
  PIXELS,
  sentSize,
  serverLimit,
  smartResize,
  type PatchSide,
} from './vision.ts';
