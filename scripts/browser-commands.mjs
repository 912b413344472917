/** What Chrome, Chromium and Edge are called on Linux, in the order in which the tests prefer them. */
export const BROWSER_COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];
