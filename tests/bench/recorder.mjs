/**
 * Measurements in a page over a period of time.
 * @typedef {object} Record
 * @property {readonly number[]} longTasks Milliseconds of each task over 50 ms.
 * @property {readonly number[]} intervals Milliseconds between the frames in which scripts ran.
 */

/**
 * @typedef {object} Recorder
 * @property {() => void} begin
 * @property {() => Record} end
 * @property {(words: string) => Promise<number>} seen Resolves when the words are on the page, with the epoch
 *   milliseconds of the first task after the frame that painted them.
 * @property {() => Promise<void>} painted Resolves in the first task after the next frame: its scripts have run, and
 *   their changes are laid out, painted and committed to the compositor, but may not be on the screen yet.
 * @property {number} drawnAt When a canvas was last drawn on.
 */

/** @typedef {Window & typeof globalThis & { recorder: Recorder }} RecordedWindow */

/** Runs in the page before its own scripts. */
export function installRecorder() {
  /** @type {number[]} */
  let longTasks = [];
  /** @type {number[]} */
  let intervals = [];
  let running = false;
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  const take = (/** @type {PerformanceEntryList} */ entries) => {
    longTasks.push(...entries.map(({ duration }) => duration));
  };

  /** @type {Recorder} */
  const recorder = {
    drawnAt: 0,
    begin() {
      longTasks = [];
      intervals = [];
      running = true;
      observer.observe({ entryTypes: ['longtask'] });
      let before = 0;
      const tick = (/** @type {number} */ now) => {
        if (before > 0) intervals.push(now - before);
        before = now;
        if (running) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    },
    end() {
      running = false;
      take(observer.takeRecords());
      observer.disconnect();
      return { longTasks, intervals };
    },
    async seen(words) {
      do await recorder.painted();
      while (!document.body.textContent.includes(words));
      return Date.now();
    },
    painted: () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          // Runs before tasks that are already queued, such as those that the page postpones until after painting.
          void scheduler.postTask(() => resolve(), { priority: 'user-blocking' });
        });
      }),
  };
  Object.assign(window, { recorder });

  // Drawing a box always strokes a line.
  /** @type {(...path: readonly unknown[]) => void} */
  const stroke = Reflect.get(CanvasRenderingContext2D.prototype, 'stroke');
  Object.assign(CanvasRenderingContext2D.prototype, {
    /** @this {CanvasRenderingContext2D} @param {readonly unknown[]} path */
    stroke(...path) {
      recorder.drawnAt = performance.now();
      Reflect.apply(stroke, this, path);
    },
  });
}
