import { quote } from './shell.ts';

/**
 * The command that sends a request with curl. It reads the body from a file, because a body with pictures is longer than a
 * shell allows, and the key from `$VLLM_API_KEY`, so that the command can be shared.
 */
export function curlCommand(baseUrl: string, file: string): string {
  return [
    `curl -N ${quote(`${baseUrl}/chat/completions`)}`,
    `-H ${quote('Content-Type: application/json')}`,
    '-H "Authorization: Bearer $VLLM_API_KEY"',
    `--data-binary ${quote(`@${file}`)}`,
  ].join(' \\\n  ');
}
