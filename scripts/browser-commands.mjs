/** The commands of Chrome, Chromium and Edge on Linux; the tests prefer the first. */
export const BROWSER_COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];
