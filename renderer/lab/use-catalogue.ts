import { useEffect } from 'react';
import { useRequests } from '../ipc/requests-context';
import { useApp } from '../store/use-app';

/** Reads the catalogue once. */
export function useCatalogue(): void {
  const app = useRequests();
  const isKnown = useApp(({ catalogue }) => catalogue.length > 0);
  const receiveCatalogue = useApp((state) => state.receiveCatalogue);
  useEffect(() => {
    if (isKnown) return;
    let isMounted = true;
    void app.request('lab:catalogue').then((catalogue) => {
      if (isMounted && catalogue.length > 0) receiveCatalogue(catalogue);
    });
    return () => {
      isMounted = false;
    };
  }, [app, isKnown, receiveCatalogue]);
}
