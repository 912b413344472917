import { plain } from './plain-failure.ts';
import type { Failure, Server } from './types.ts';

// The failures that the session itself finds. The first script of the page has them; the other failures load with the
// first request.

/** `/health` answers 503: the API server still runs, but its engine has died. */
export function failureOfDeadEngine(): Failure {
  return {
    kind: 'server-error',
    sentence: 'The server runs, but its engine has died.',
    said: null,
    advice: 'Restart vLLM. Its log has the cause, often a lack of GPU memory (see --max-model-len).',
    status: 503,
  };
}

/**
 * The server is healthy and answers a probe, but the page could not read its answer to the completion.
 *
 * Between March and June 2026 (#31164, #44303: v0.17 to about v0.22) vLLM sent its refusals without CORS headers, so no
 * page could read them.
 */
export function failureOfHiddenAnswer(version: string | null, server: Server): Failure {
  const [, minor] = /^v?0\.(\d+)/.exec(version ?? '') ?? [];
  const hides = minor !== undefined && Number(minor) >= 17 && Number(minor) <= 22;
  return plain(
    'hidden',
    hides
      ? `The server refused the request, and vLLM ${version} hides the reason from web pages (as v0.17 to v0.22 do).`
      : `The server at ${server.baseUrl} is healthy, but its answer to this request could not be read.`,
    hides
      ? 'Its log has the reason: most often too many images (--limit-mm-per-prompt) or a prompt that is too long ' +
          '(--max-model-len). The command below sets both. A newer vLLM also shows the reason here.'
      : 'The server may have failed (its log says why), or a proxy in front of it refused the request, for example ' +
          'because it is too large (nginx: client_max_body_size). Try fewer frames or fewer pixels.',
  );
}
