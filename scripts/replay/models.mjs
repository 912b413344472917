/** `GET /v1/models`. */

import { randomUUID } from 'node:crypto';

/** @import { Settings } from './options.mjs' */

/**
 * @param {{ id: string, root: string, parent: string | null, max_model_len: number | null }} model
 * @param {number} created Unix seconds.
 */
function modelCard({ id, root, parent, max_model_len }, created) {
  const permission = {
    id: `modelperm-${randomUUID().replaceAll('-', '')}`,
    object: 'model_permission',
    created,
    allow_create_engine: false,
    allow_sampling: true,
    allow_logprobs: true,
    allow_search_indices: false,
    allow_view: true,
    allow_fine_tuning: false,
    organization: '*',
    group: null,
    is_blocking: false,
  };
  return { id, object: 'model', created, owned_by: 'vllm', root, parent, max_model_len, permission: [permission] };
}

/**
 * The names of the model. A completion without a name gets the first.
 * @param {Pick<Settings, 'model' | 'servedNames'>} settings
 * @returns {readonly string[]}
 */
export const namesOf = ({ model, servedNames }) => (servedNames.length > 0 ? servedNames : [model]);

/**
 * The model and the LoRA adapters on it, as vLLM lists them: each name has its own card, with the model's own
 * name as root; an adapter has a base and no context length.
 * @param {Pick<Settings, 'model' | 'servedNames' | 'maxModelLen' | 'adapters'>} settings
 */
export function modelList(settings) {
  const { model, maxModelLen, adapters } = settings;
  const names = namesOf(settings);
  const created = Math.floor(Date.now() / 1000);
  const bases = names.map((id) => ({ id, root: model, parent: null, max_model_len: maxModelLen }));
  const others = adapters.map(({ id, root }) => ({ id, root, parent: names[0] ?? model, max_model_len: null }));
  return { object: 'list', data: [...bases, ...others].map((card) => modelCard(card, created)) };
}
