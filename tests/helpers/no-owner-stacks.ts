import * as React from 'react';

// React's development build takes a stack trace for each of the first 10,000 elements of every second, for its warnings:
// a quarter of the scripting time of these tests. As if that many had been made already, it takes none.
const name = '__CLIENT_INTERNALS_DO_NOT_USE_OR_WARN_USERS_THEY_CANNOT_UPGRADE';
const internals: unknown = Reflect.get(React, name);
if (typeof internals !== 'object' || internals === null || !('recentlyCreatedOwnerStacks' in internals))
  throw new Error('React counts its owner stacks differently now');
Object.defineProperty(internals, 'recentlyCreatedOwnerStacks', { get: () => Infinity, set: () => {} });
