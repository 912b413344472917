/**
 * Asks for a completion and hands over the text of each event, as it is read. No more than a page must do that has no
 * library for it.
 * @param {string} url the server's base URL
 * @param {(text: string) => void} take
 */
export async function readEvents(url, take) {
  const response = await fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // What StoryLens asks for, too: all pages read the same bytes.
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
