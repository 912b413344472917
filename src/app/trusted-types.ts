// The page's policy for Trusted Types. Under the content security policy of the built page, a string reaches a sink
// that could run code (innerHTML, a worker's address, eval) only through this one, and it turns nearly all away.
// The first import of main.tsx: it must be in force before any library runs.

/** The part of the Trusted Types API that is used here; not every browser has it, and TypeScript's DOM lacks it. */
interface TrustedTypePolicies {
  createPolicy(
    name: 'default',
    rules: { createHTML(html: string): string | null; createScriptURL(address: string): string | null },
  ): unknown;
}

/**
 * A worker's address, if it is of this page's own host. A page opened from disk has an opaque origin, 'null', which
 * `data:` and every other file share: it has no address of its own, and nothing passes.
 */
function ownAddress(address: string): string | null {
  const { origin, protocol } = new URL(address, location.href);
  const hasHost = protocol === 'http:' || protocol === 'https:';
  return hasHost && origin === location.origin ? address : null;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicies };

// Without a createScript rule no string is ever run as code.
trustedTypes?.createPolicy('default', {
  // Konva empties its container by innerHTML = ''; nobody may write anything else.
  createHTML: (html) => (html === '' ? html : null),
  createScriptURL: ownAddress,
});
