import { useEffect, useState } from 'react';

/** Loads and decodes a picture; null until it is there, and never the one before. `loaded` must be stable. */
export function usePicture(url: string | null, loaded: (url: string) => void): HTMLImageElement | null {
  const [picture, setPicture] = useState<{ readonly url: string; readonly image: HTMLImageElement } | null>(null);
  useEffect(() => {
    if (url === null) return undefined;
    let wanted = true;
    const image = new Image();
    image.src = url;
    const show = async (): Promise<void> => {
      await image.decode();
      if (!wanted) return;
      setPicture({ url, image });
      loaded(url);
    };
    // A picture that does not load leaves the empty frame, with its boxes.
    show().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [url, loaded]);
  return picture !== null && picture.url === url ? picture.image : null;
}
