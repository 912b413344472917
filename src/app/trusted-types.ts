// The page's Trusted Types policy. The content security policy of the built page lets a string reach a sink that could
// run code (innerHTML, a worker's address, eval) only through this policy, which rejects nearly everything. main.tsx
// imports it first, because it must be in force before any library runs.

/**
 * The part of the Trusted Types API that is used here. Some browsers do not have it, and TypeScript's DOM types lack
 * it.
 */
interface TrustedTypePolicies {
  createPolicy(
    name: 'default',
    rules: { createHTML(html: string): string | null; createScriptURL(address: string): string | null },
  ): unknown;
}

/**
 * Allows a worker's address only if it is on this page's own host. A page opened from disk has the origin 'null', which it
 * shares with `data:` and every other file, so no address is allowed there.
 */
function ownAddress(address: string): string | null {
  const { origin, protocol } = new URL(address, location.href);
  const hasHost = protocol === 'http:' || protocol === 'https:';
  return hasHost && origin === location.origin ? address : null;
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypePolicies };

// There is no createScript rule, so no string ever runs as code.
trustedTypes?.createPolicy('default', {
  // Konva empties its container with innerHTML = ''. Nothing else is allowed.
  createHTML: (html) => (html === '' ? html : null),
  createScriptURL: ownAddress,
});
