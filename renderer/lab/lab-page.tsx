import { StageWithInspector } from '../app/live-page';
import type { Panels } from '../app/use-panels';

/** A real program, one step at a time. */
export function LabPage({ panels }: { readonly panels: Panels }) {
  return <StageWithInspector panels={panels} name="lab" />;
}
