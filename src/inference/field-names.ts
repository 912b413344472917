/** The parameters of a request that have a field in the setup, with the label of that field. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  temperature: 'Temperature',
  top_p: 'Top-p',
  top_k: 'Top-k',
  min_p: 'Min-p',
  repetition_penalty: 'Repetition penalty',
  max_tokens: 'Max tokens',
  seed: 'Seed',
};
