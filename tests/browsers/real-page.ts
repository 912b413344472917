/** A value that can be sent to the page and back. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Keys that are held while another key is pressed or the pointer is clicked. */
export type Modifier = 'Control' | 'Shift';

/** Named keys of the keyboard; every other key is one character. */
export type Key = 'ArrowLeft' | 'ArrowRight' | 'Enter' | 'Escape' | 'Tab' | 'Backspace' | (string & {});

/** One tab of a real browser, with an empty profile. Places are in CSS pixels from the top left of the page's window. */
export interface RealPage {
  goto: (url: string) => Promise<void>;
  reload: () => Promise<void>;
  /** Runs a function in the page. Only its source is sent, so it must not use names from outside. */
  evaluate: <Args extends readonly Json[], Result extends Json | void>(
    body: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ) => Promise<Result>;
  /** Moves the pointer, as a mouse does. */
  move: (x: number, y: number) => Promise<void>;
  /** Moves the pointer and presses its left button. */
  click: (x: number, y: number, held?: readonly Modifier[]) => Promise<void>;
  press: (key: Key, held?: readonly Modifier[]) => Promise<void>;
  type: (text: string) => Promise<void>;
  /** Chooses files in a file input. */
  choose: (selector: string, paths: readonly string[]) => Promise<void>;
  screenshot: () => Promise<Uint8Array>;
  close: () => Promise<void>;
}

/** A real browser that runs. */
export interface RealBrowser {
  /** Its name and version. */
  readonly version: string;
  newPage: () => Promise<RealPage>;
  close: () => Promise<void>;
}

/** The size of the page's window, in CSS pixels. */
export const WINDOW = { width: 1440, height: 900 };
