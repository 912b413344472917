import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browserClock } from '../../src/session/index.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('calls back with the next frame, once', () => {
  const called = vi.fn();
  browserClock.nextFrame(called);
  expect(called).not.toHaveBeenCalled();
  vi.advanceTimersToNextFrame();
  expect(called).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1000);
  expect(called).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

test('in a hidden tab, which gets no frames, calls back after a quarter of a second, once', () => {
  const frame = vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(0);
  const called = vi.fn();
  browserClock.nextFrame(called);
  vi.advanceTimersByTime(249);
  expect(called).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(called).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1000);
  expect(called).toHaveBeenCalledOnce();
  frame.mockRestore();
});

test('that is taken back does not call back', () => {
  const called = vi.fn();
  const cancel = browserClock.nextFrame(called);
  cancel();
  vi.advanceTimersByTime(1000);
  expect(called).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
