/** Zod would try `new Function` when the first schema is made, which the page's security policy reports as a violation. */
import { z } from 'zod';

z.config({ jitless: true });

export { z };
