/**
 * Request headers with which a tunnel leaves out its warning page for browsers. The warning page has no CORS headers
 * and replaces the answer to each GET; a POST reaches the server.
 *
 * Sources: the warning pages themselves and the documentation of ngrok, localtunnel, Microsoft Dev Tunnels, Pinggy,
 * Serveo and zrok.
 */
const TUNNELS: readonly (readonly [host: RegExp, header: string])[] = [
  [/\.ngrok(?:-free)?\.(?:app|dev|io|pizza)$/, 'ngrok-skip-browser-warning'],
  [/\.loca\.lt$/, 'bypass-tunnel-reminder'],
  [/\.devtunnels\.ms$/, 'x-tunnel-skip-antiphishing-page'],
  [/\.pinggy(?:-free)?\.(?:link|io|online)$/, 'x-pinggy-no-screen'],
  [/\.(?:serveo\.net|serveousercontent\.com)$/, 'serveo-skip-browser-warning'],
  [/\.zrok\.io$/, 'skip_zrok_interstitial'],
];

/** The headers that a request to this host needs; empty if the host is not that of a known tunnel. */
export function tunnelHeaders(hostname: string): Readonly<Record<string, string>> {
  const header = TUNNELS.find(([host]) => host.test(hostname))?.[1];
  return header === undefined ? {} : { [header]: 'true' };
}

/** Whether a readable answer is the warning page of a tunnel. */
export function isWarningPage(text: string): boolean {
  return (
    /<html/i.test(text) &&
    /ERR_NGROK_6024|ngrok-skip-browser-warning|bypass-tunnel-reminder|tunnel (?:password|website ahead)|you are about to (?:visit|enter)/i.test(
      text,
    )
  );
}
