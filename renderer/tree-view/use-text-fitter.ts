import { useEffect, useState } from 'react';
import { createTextFitter, type FitText } from './fit-text';

/** Begins anew when a font has arrived: what was measured before stood in another one. */
export function useTextFitter(): FitText {
  const [fitText, setFitText] = useState(createTextFitter);
  useEffect(() => {
    const fonts = document.fonts as FontFaceSet | undefined;
    const begin = () => setFitText(createTextFitter);
    fonts?.addEventListener('loadingdone', begin);
    return () => fonts?.removeEventListener('loadingdone', begin);
  }, []);
  return fitText;
}
