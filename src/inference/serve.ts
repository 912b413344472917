import { quote } from './shell.ts';

/** What the server must be able to do to accept the next requests. */
export interface ServeNeeds {
  /** The version of vLLM. Null if unknown: the command then uses the newest syntax. */
  readonly version: string | null;
  /** The name on Hugging Face, or a path. */
  readonly model: string;
  readonly frames: number;
  /** Tokens of prompt and answer together. */
  readonly tokens: number;
  /** The most pixels of a picture. Null if the model's processor has no `max_pixels` (Qwen2-VL and Qwen2.5-VL have it). */
  readonly maxPixels: number | null;
  /** The origin of this page; the string `'null'` for a page from disk. */
  readonly origin: string;
  readonly port: string;
  readonly hasKey: boolean;
}

// The usual context lengths in tokens. The last one is the maximum of Qwen2.5-VL.
const CONTEXTS = [8192, 16_384, 32_768, 65_536, 128_000];

/**
 * The shell command that starts vLLM so that it accepts the request.
 *
 * `--limit-mm-per-prompt` first had the form `image=17`. It also accepts JSON since v0.8.5, and only JSON since v0.10.0
 * (#20969). The pixel limit saves memory: when vLLM starts, it reserves memory for the largest picture that it allows.
 * Without a limit it can run out of memory (vllm#16570).
 */
export function serveCommand(needs: ServeNeeds): string {
  const context = CONTEXTS.find((tokens) => tokens >= needs.tokens) ?? Math.ceil(needs.tokens / 1000) * 1000;
  const images = Math.max(1, needs.frames);
  const limit = isBefore085(needs.version) ? `image=${images}` : quote(`{"image":${images}}`);
  const parts = [
    `vllm serve ${quote(needs.model.replace(/^-/, './-'))}`,
    `--max-model-len ${context}`,
    `--limit-mm-per-prompt ${limit}`,
    ...(needs.maxPixels === null ? [] : [`--mm-processor-kwargs ${quote(`{"max_pixels":${needs.maxPixels}}`)}`]),
    `--allowed-origins ${quote(JSON.stringify([needs.origin]))}`,
    ...(needs.port === '' || needs.port === '8000' ? [] : [`--port ${needs.port}`]),
    ...(needs.hasKey ? ['--api-key "$VLLM_API_KEY"'] : []),
  ];
  return parts.join(' \\\n  ');
}

function isBefore085(version: string | null): boolean {
  const [, major, minor, patch] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (major !== '0' || minor === undefined) return false;
  return Number(minor) < 8 || (minor === '8' && Number(patch) < 5);
}
