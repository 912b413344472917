import { useEffect } from 'react';
import { usePageState } from '../session/react.tsx';
import { kindHues } from '../theme/index.ts';

/** Colours the page by kind if the user has chosen that: the variables of the hues are on the root, dialogs included. */
export function useColouring(): void {
  const colouring = usePageState((state) => state.preferences.colouring);
  useEffect(() => {
    const { style } = document.documentElement;
    const hues = Object.entries(kindHues(colouring));
    for (const [name, hue] of hues) style.setProperty(name, hue);
    return () => {
      for (const [name] of hues) style.removeProperty(name);
    };
  }, [colouring]);
}
