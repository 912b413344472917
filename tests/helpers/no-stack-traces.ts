import * as React from 'react';

// React's development build captures a stack trace and creates a debugger task for each element: that takes a third of
// the time of the component tests. React captures at most 10,000 traces in a second. This counter is always beyond that
// limit, so React captures none. React looks for `createTask` when it is loaded.
Object.assign(console, { createTask: undefined });
const internals: unknown = Reflect.get(React, '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE');
if (typeof internals !== 'object' || internals === null || !('recentlyCreatedOwnerStacks' in internals)) {
  throw new Error('This version of React counts its stack traces in another place');
}
Object.defineProperty(internals, 'recentlyCreatedOwnerStacks', { get: () => Infinity, set: () => {} });
