import { useEffect, useState } from 'react';

/** Loads and decodes a picture; null until it is there, and never the one before. */
export function usePicture(url: string | null): HTMLImageElement | null {
  const [picture, setPicture] = useState<{ readonly url: string; readonly image: HTMLImageElement } | null>(null);
  useEffect(() => {
    if (url === null) return undefined;
    let wanted = true;
    const image = new Image();
    image.src = url;
    const show = async (): Promise<void> => {
      await image.decode();
      if (wanted) setPicture({ url, image });
    };
    // A picture that does not load leaves the empty frame, with its boxes.
    show().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [url]);
  return picture !== null && picture.url === url ? picture.image : null;
}
