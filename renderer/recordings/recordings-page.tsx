import { StageWithInspector } from '../app/live-page';
import type { Panels } from '../app/use-panels';

/** What was kept: a list, and the one that is open. */
export function RecordingsPage({ panels }: { readonly panels: Panels }) {
  return <StageWithInspector panels={panels} name="recordings" />;
}
