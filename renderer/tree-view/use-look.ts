import { type RefObject, useEffect, useState } from 'react';
import { isSameLook, type Look, readLook } from './look';

/**
 * The look as the element's styles give it, read again when the theme changes: by the attribute on the root element,
 * or by the system's preference. Undefined before the element is there.
 */
export function useLook(element: RefObject<HTMLElement | null>): Look | undefined {
  const [look, setLook] = useState<Look>();
  useEffect(() => {
    const read = () => {
      if (element.current === null) return;
      const now = readLook(getComputedStyle(element.current));
      setLook((before) => (before !== undefined && isSameLook(before, now) ? before : now));
    };
    read();
    const root = new MutationObserver(read);
    root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
    const preference = window.matchMedia?.('(prefers-color-scheme: dark)');
    preference?.addEventListener('change', read);
    return () => {
      root.disconnect();
      preference?.removeEventListener('change', read);
    };
  }, [element]);
  return look;
}
