/**
 * The differences between releases of vLLM, each with the release that made it. Pull request numbers are from
 * vllm-project/vllm; releases of 2026 are estimates from merge dates.
 */

/** @param {string} version @returns {[number, number, number] | null} */
export function parseVersion(version) {
  const found = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])];
}

/**
 * @param {string} version
 * @param {string} least
 * @returns {boolean} whether `version` is `least` or later
 */
export function atLeast(version, least) {
  const a = parseVersion(version) ?? [0, 0, 0];
  const b = parseVersion(least) ?? [0, 0, 0];
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** @param {string} version @param {string} least @param {string} below */
const within = (version, least, below) => atLeast(version, least) && !atLeast(version, below);

/**
 * The differences that a client can see.
 * @param {string} version
 */
export function shapeOf(version) {
  return {
    /** `token_ids` and `prompt_token_ids` beside the text, null unless asked for (#22587). */
    tokenIds: atLeast(version, '0.10.2'),
    /** `prompt_text` in the first chunk. */
    promptText: atLeast(version, '0.16.0'),
    /** Every delta repeats `reasoning` as `reasoning_content`, so it is null beside content (#27752 until #33402). */
    copiesReasoning: within(version, '0.11.1', '0.16.0'),
    /** `{"error":{…}}` rather than the fields at top level (#22099). */
    nestedErrors: atLeast(version, '0.10.1'),
    /** A message ends with its cause even if there is none: `… None`. */
    appendsCause: within(version, '0.8.3', '0.15.0'),
    /** Validation errors name their parameter, in `param` and at the end of the sentence. */
    namesParameter: atLeast(version, '0.15.0'),
    /** The answer to a ValueError does not pass the CORS middleware (#31164 until #44303). */
    hidesValueErrors: within(version, '0.17.0', '0.23.0'),
    /** The message quotes the whole rejected body, including pictures. */
    echoesInput: !atLeast(version, '0.16.0'),
    /** Addresses of Python objects are cut out of messages (CVE-2026-22778). */
    hidesAddresses: atLeast(version, '0.14.1'),
    /** The message for an unreadable picture names the step that failed. */
    namesImageStep: atLeast(version, '0.20.0'),
    /** The length with all image tokens is checked in `generate()`, after the headers of a stream have been sent. */
    checksImagesInStream: !atLeast(version, '0.11.1'),
    /** Images in a prompt unless `--limit-mm-per-prompt` says otherwise (#15799). */
    imageLimit: atLeast(version, '0.8.4') ? 999 : 1,
    /** `mm_processor_kwargs` of a request need `--trust-request-mm-kwargs`. */
    distrustsProcessorKwargs: atLeast(version, '0.31.0'),
    ...seenIn032(atLeast(version, '0.32.0')),
  };
}

/**
 * Differences between a real 0.32.0 and the earlier releases that this server was first written for. Which release made
 * each change is not known; tests/vllm compares them.
 * @param {boolean} is
 */
const seenIn032 = (is) => ({
  /** `vary: Origin` also if a request has no origin, the full `vary` of a preflight, and the method QUERY. */
  variesAlways: is,
  /** `system_fingerprint` in the last chunk before `[DONE]`. */
  fingerprint: is,
  /** `completion_tokens_details` with the value null beside the counts, but not in the chunk with only usage. */
  tokenDetails: is,
  /** New fields of a completion without a stream, and no `tool_calls` if there are none. */
  newFields: is,
  /** Pydantic's problems have dotted paths and short inputs, the first path as `param`; two rules moved out of pydantic. */
  namesPaths: is,
  /** The message for an unknown model lists the known ones. */
  namesAliases: is,
  /** Prompt and answer must each fit the context; if both together do not, the answer ends with `length`. */
  capsAnswer: is,
  /** Too many logprobs are found only after the headers of a stream have been sent. */
  findsLogprobsLate: is,
  /** A priority is accepted without `--scheduling-policy priority`. */
  takesPriority: is,
});
