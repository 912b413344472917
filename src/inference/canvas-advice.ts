/** What the user can do about a browser that returns noise from a canvas. */
export const CANVAS_NOISE =
  'To guard against fingerprinting, this browser returns noise when a page reads a canvas, which StoryLens does to scale ' +
  'pictures. Allow this page to read canvas data (the icon beside the address; in CanvasBlocker and Brave the shield), ' +
  'reload, and add the pictures again.';
