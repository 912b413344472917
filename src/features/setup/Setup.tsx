import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { onDemand } from '../../ui/index.ts';

/** The code of the form, 9 kB, which loads after the first paint. */
const Form = onDemand(async () => (await import('./SetupForm.tsx')).SetupForm);

export const loadSetup = Form.load;

/**
 * The form with all settings of a run. It needs no placeholder, because nothing is below or beside it that could move.
 */
export function Setup(): ReactNode {
  return (
    <Suspense fallback={null}>
      <Form />
    </Suspense>
  );
}
