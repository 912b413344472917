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
import { browserClock, createSession, randomId } from '../session/index.ts';
import type { Session, StorageArea } from '../session/index.ts';
import { pageStays } from './leaving.ts';

/** Connects the session with the browser and the inference layer. It is the only place that imports both. */
export function buildSession(): Session {
  return createSession({
    clock: browserClock,
    complete,
    dataUrl,
    pageStays,
    probe,
    askQueue,
    askHealth,
    holdRequest: (server) => holdRequest(server),
    isOnline: () => navigator.onLine,
    isVisible: () => document.visibilityState === 'visible',
    findRelays: async () => findRelays(document.baseURI),
    readPicture,
    loadDemo: async () => (await import('./demo/index.ts')).demo,
    storages: { device: storageArea('localStorage'), tab: storageArea('sessionStorage') },
    randomId,
    epoch: () => Date.now(),
    seed: () => crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1,
  });
}

/** A storage of the browser, accessed by name at each use: if the user has blocked it, the access itself throws. */
function storageArea(name: 'localStorage' | 'sessionStorage'): StorageArea {
  return {
    getItem: (key) => globalThis[name].getItem(key),
    setItem: (key, text) => globalThis[name].setItem(key, text),
    removeItem: (key) => globalThis[name].removeItem(key),
    keys: () => Object.keys(globalThis[name]),
  };
}
