/** What `npm run replay -- --help` prints. */

export const help = `Replays a recorded completion as a vLLM server would, for people who have no GPU.

  npm run replay -- [FILE] [options]

FILE is a text with the model's output: the thinking between <think> and </think>, then the story.
Without FILE the story of the demo is told.

  --port N           where it listens on 127.0.0.1 (8000; 0 takes any free port)
  --speed N          tokens a second (50), or max
  --cut N            characters a token; by default they are cut as a tokenizer would
  --thinking FIELD   how the thinking is delivered: inline (default), reasoning, reasoning_content, both or alternating
  --rest FIELD       where the rest of a thinking is delivered that is continued: reasoning (default) or content
  --vllm VERSION     the release whose answers are imitated (0.16.0)
  --model NAME       (daniel3303/QwenStoryteller)
  --served-model-name NAME   it goes by this name instead; may be given again
  --lora NAME        an adapter to list beside the model; may be given again
  --context N        context length in tokens (128000)
  --images N         images a prompt may hold
  --waiting N        how many others /metrics says are in the queue (0)
  --key SECRET       requires this API key
  --origin URL       lets only this web page in; may be given again
  --split HOW        how bytes reach the network: events (default), events-apart, bytes, or random:SEED
  --fault FAULT      what goes wrong, in every answer:
                       cut@400        the connection breaks after 400 tokens (400c: after 400 characters)
                       stall@400      nothing more comes until you press Enter
                       queue          headers at once, no token until you press Enter
                       silence        not even headers until you press Enter
                       error@400      an error event in the middle of the stream
                       length@400, abort@400, repetition@400   it ends for this reason
                       no-finish@400  it ends without a reason
                       malformed@400  an event that is not JSON
                       401, 404, 413, 500, 502, 503 …          an HTTP error instead of a stream
                       full           503: too many are in the queue
                       dead           the engine has died: /health is 503
                       scaling        503 on every path, unreadable for a web page
  --help
`;
