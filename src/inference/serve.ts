import { quote } from './shell.ts';

/** What a server has to be started with, to take the requests that are going to be sent. */
export interface ServeNeeds {
  /** Of vLLM; null where it is not known: then the newest syntax. */
  readonly version: string | null;
  /** The name on Hugging Face, or a path. */
  readonly model: string;
  readonly frames: number;
  /** Tokens of prompt and answer together. */
  readonly tokens: number;
  /** The most pixels of a picture, for a model whose processor knows `max_pixels` (Qwen2-VL, Qwen2.5-VL); else null. */
  readonly maxPixels: number | null;
  /** The origin of this page; `null`, in letters, for a page from disk. */
  readonly origin: string;
  readonly port: string;
  readonly hasKey: boolean;
}

// Contexts are given in these by habit; the last is all that Qwen2.5-VL has.
const CONTEXTS = [8192, 16_384, 32_768, 65_536, 128_000];

/**
 * The line that starts vLLM so that it takes the request, to be pasted into a shell.
 *
 * `--limit-mm-per-prompt` was written `image=17` at first, takes JSON since v0.8.5, and only JSON since v0.10.0 (#20969).
 * The limit of pixels is more than the pictures need: it keeps vLLM, which reserves memory for the largest picture that
 * could come, from running out of it at the start (vllm#16570).
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
