/** What `npm run replay -- --help` prints. */

export const help = `Replays a recorded completion as a vLLM server would, for use without a GPU.

  npm run replay -- [FILE] [options]

FILE is a text with the model's output: the thinking between <think> and </think>, then the story.
Without FILE it replays the story of the demo.

  --port N           port on 127.0.0.1 (default 8000; 0 takes any free port)
  --speed N          tokens a second (default 50), or max
  --cut N            characters a token; by default the text is split as a tokenizer would
  --thinking FIELD   field for the thinking: inline (default), reasoning, reasoning_content, both or alternating
  --rest FIELD       field for the rest of a continued thinking: reasoning (default) or content
  --vllm VERSION     vLLM release to imitate (default 0.16.0)
  --model NAME       name of the model (default daniel3303/QwenStoryteller)
  --served-model-name NAME   serve the model under this name instead; can be repeated
  --lora NAME        LoRA adapter to list beside the model; can be repeated
  --context N        context length in tokens (default 128000)
  --images N         most images in a prompt
  --waiting N        other requests in the queue, for /metrics (default 0)
  --key SECRET       API key that requests must have
  --origin URL       allow only web pages of this origin; can be repeated
  --whole            answer with one JSON object although the request streams, as some servers do
  --content-type TYPE     content type of the stream (default text/event-stream; charset=utf-8)
  --finish-reason REASON  what the server sends for stop, such as eos_token
  --text-in FIELD    where a choice has its text: delta (default), message, or parts
  --strict HOW       refuse fields that only vLLM knows: transformers, pydantic, or first (names one at a time)
  --no-models        list no models, as transformers serve does
  --proxy NAME       answer as behind a LiteLLM proxy (litellm), or a tunnel with a warning page (tunnel)
  --split HOW        how the stream is split into network writes: events (default), events-apart, bytes, or random:SEED
  --fault FAULT      fault in every answer:
                       cut@400        the connection breaks after 400 tokens (400c: after 400 characters)
                       stall@400      the stream stops until you press Enter
                       queue          sends headers, but no token until you press Enter
                       silence        no headers until you press Enter
                       error@400      an error event in the middle of the stream
                       length@400, abort@400, repetition@400   the stream ends with this finish reason
                       no-finish@400  the stream ends without a finish reason
                       malformed@400  an event that is not JSON
                       401, 404, 413, 500, 502, 503 …          an HTTP error instead of a stream
                       full           503: the queue is full
                       dead           the engine has died: /health is 503
                       loading        503 on every path: the model is not loaded yet
                       scaling        503 on every path, not readable by a web page
  --help
`;
