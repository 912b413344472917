import type { ReactNode } from 'react';
import { useAnnouncements, useLeaving, useTabTitle } from '../features/run/index.ts';

/** The hooks of the whole page, in a component that shows nothing. So a new phase does not render the page. */
export function PageHooks(): ReactNode {
  useTabTitle();
  useLeaving();
  useAnnouncements();
  return null;
}
