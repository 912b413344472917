import * as React from 'react';

// React's development build captures a stack trace, and makes a task of the debugger, for each element that is created: a
// third of the time of the component tests. It does not capture more than 10,000 traces in a second, so this counter that
// is always beyond the limit keeps it from capturing any. It looks for `createTask` when it is loaded.
Object.assign(console, { createTask: undefined });
const internals: unknown = Reflect.get(React, '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE');
if (typeof internals !== 'object' || internals === null || !('recentlyCreatedOwnerStacks' in internals)) {
  throw new Error('This version of React counts its stack traces in another place');
}
Object.defineProperty(internals, 'recentlyCreatedOwnerStacks', { get: () => Infinity, set: () => {} });
