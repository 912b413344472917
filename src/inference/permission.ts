import { isLoopback } from './connection-failures.ts';

/** Reads Chrome's permission for local networks (Chrome 142; split in two since 145). Null in other browsers. */
export async function askPermission(hostname: string): Promise<PermissionState | null> {
  const loopback = isLoopback(hostname);
  for (const name of [loopback ? 'loopback-network' : 'local-network', 'local-network-access']) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the older name is tried only if the newer one is unknown
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      // This browser does not know the permission.
    }
  }
  return null;
}
