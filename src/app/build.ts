import {
  askHealth,
  askQueue,
  complete,
  dataUrl,
  findRelays,
  holdRequest,
  probe,
  readPicture,
} from '../inference/index.ts';
import { browserClock, createDesk } from '../session/index.ts';
import type { Desk, StorageArea } from '../session/index.ts';

/** Puts the rooms together: the one place that knows both the desk and the world. */
export function buildDesk(): Desk {
  return createDesk({
    clock: browserClock,
    complete,
    dataUrl,
    probe,
    askQueue,
    askHealth,
    holdRequest: (server) => holdRequest(server),
    isOnline: () => navigator.onLine,
    isVisible: () => document.visibilityState === 'visible',
    findRelays: async () => findRelays(document.baseURI),
    readPicture,
    loadDemo: async () => (await import('./demo/index.ts')).demo,
    storages: { device: shelf('localStorage'), tab: shelf('sessionStorage') },
    seed: () => crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1,
  });
}

/** The browser's storage by its name: where the user has forbidden it, the mere mention of it throws. */
function shelf(name: 'localStorage' | 'sessionStorage'): StorageArea {
  return {
    getItem: (key) => globalThis[name].getItem(key),
    setItem: (key, text) => globalThis[name].setItem(key, text),
    removeItem: (key) => globalThis[name].removeItem(key),
  };
}
