/**
 * Requests a completion and passes on the text of each event. This is the least work for a page without a library.
 * @param {string} url the server's base URL
 * @param {(text: string) => void} take
 */
export async function readEvents(url, take) {
  const response = await fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // The same request as StoryLens's, so that all pages read the same bytes.
    body: JSON.stringify({
      stream: true,
      stream_options: { include_usage: true, continuous_usage_stats: true },
      max_tokens: 100_000,
      messages: [{ role: 'user', content: 'Tell' }],
    }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      if (event === 'data: [DONE]') continue;
      take(JSON.parse(event.slice('data: '.length)).choices[0]?.delta.content ?? '');
    }
  }
}
