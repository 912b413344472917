// Completes package-lock.json so that `npm ci` accepts it on every platform.
//
// npm writes only those platform packages ("@rolldown/binding-darwin-arm64") into the lock file that the registry in
// use has. If a mirror lacks some, they are missing in the file, and `npm ci` then stops with "Missing: … from lock
// file", on the machine that wrote the file as well as on one that needs the package.

/**
 * @typedef {{ version?: string, dev?: boolean, license?: string, engines?: Record<string, string>,
 *   optional?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} LockEntry
 * @typedef {{ packages: Record<string, LockEntry> }} Lock
 * @typedef {{ dependent: string, name: string, wanted: string, at: string }} Hole
 */

const EXACT = /^\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/;

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * The paths where Node looks for a package, nearest first, as keys of the lock file.
 * @param {string} dependent key of the package that needs it; '' is the project itself
 * @param {string} name
 * @returns {string[]}
 */
function placesOf(dependent, name) {
  const places = [];
  for (let folder = dependent; folder; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    places.push(`${folder}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

/**
 * The optional dependencies that the lock file lacks, or has in another version than the exact one that is needed.
 * @param {Lock} lock
 * @returns {Hole[]} with `at`, the key under which the entry belongs
 */
export function holesOf({ packages }) {
  return Object.entries(packages).flatMap(([dependent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).flatMap(([name, wanted]) => {
      const nearest = placesOf(dependent, name).find((place) => packages[place]);
      if (nearest === undefined) return [{ dependent, name, wanted, at: `node_modules/${name}` }];
      const fits = !EXACT.test(wanted) || packages[nearest]?.version === wanted;
      return fits ? [] : [{ dependent, name, wanted, at: `${dependent}/node_modules/${name}` }];
    }),
  );
}

/**
 * Reads the platform from a package's name. There is no other source if the package cannot be fetched.
 * @param {string} name such as '@oxfmt/binding-linux-arm-musleabihf'
 * @returns {Pick<LockEntry, 'os' | 'cpu' | 'libc'>}
 */
export function platformOf(name) {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const musl = words.some((word) => word.startsWith('musl'));
  const glibc = os.includes('linux') && words.some((word) => word.startsWith('gnu'));
  const libc = musl ? ['musl'] : ['glibc'];
  return { ...(os.length && { os }), ...(cpu.length && { cpu }), ...((musl || glibc) && { libc }) };
}

/**
 * Adds an entry for every missing package, with version and platform but without address and checksum: npm skips it on
 * other platforms, and asks its own registry for it on this platform.
 * @param {Lock} lock changed in place
 * @returns {Hole[]} what was filled
 * @throws {Error} if the version is a range, or the name has no platform: then there is no correct entry
 */
export function fillHoles(lock) {
  const filled = [];
  // The loop adds one entry at a time, because an added entry may be the wrong version for the next package that needs
  // it.
  for (let hole = holesOf(lock)[0]; hole; hole = holesOf(lock)[0]) {
    const { dependent, name, wanted, at } = hole;
    const platform = platformOf(name);
    if (!EXACT.test(wanted) || !(platform.os ?? platform.cpu)) {
      throw new Error(`${dependent} wants ${name}@${wanted}: no entry can be made up for it`);
    }
    const { dev, license, engines } = lock.packages[dependent] ?? {};
    lock.packages[at] = {
      version: wanted,
      ...(dev && { dev }),
      ...(license && { license }),
      optional: true,
      ...platform,
      ...(engines && { engines }),
    };
    filled.push(hole);
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return filled;
}
