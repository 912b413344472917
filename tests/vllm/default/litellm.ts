import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../helpers/free-port.ts';
import { RUN } from '../processes.ts';
import { MODEL } from '../server.ts';
import type { Vllm } from '../server.ts';
import { startOther } from '../other-server.ts';
import type { OtherServer } from '../other-server.ts';

/** Starts a LiteLLM proxy in front of vLLM, as its documentation shows it: one model, everything else by default. */
export async function startLiteLlm(home: string, vllm: Vllm): Promise<OtherServer> {
  const config = join(RUN, 'litellm.yaml');
  const parameters = { model: `hosted_vllm/${MODEL}`, api_base: vllm.url, api_key: 'none' };
  // JSON is YAML, too.
  writeFileSync(config, JSON.stringify({ model_list: [{ model_name: MODEL, litellm_params: parameters }] }));
  const port = await freePort();
  const args = ['--config', config, '--host', '127.0.0.1', '--port', String(port)];
  return startOther(
    { name: 'litellm', home, port, health: '/health/liveliness' },
    ['-c', 'from litellm import run_server; run_server()', ...args],
    // Otherwise it loads its list of prices from GitHub.
    { LITELLM_LOCAL_MODEL_COST_MAP: 'True' },
  );
}
