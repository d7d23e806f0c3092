import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Inspector } from '../inspector/inspector';
import type { Page } from '../store/timeline-slice';
import { Divider, Pane, Split } from '../ui/split';
import styles from './app.module.css';
import { Stage } from './stage';
import type { Panels } from './use-panels';

/** The processes of this computer as they come and go, and what is selected of them. */
export function LivePage({ panels }: { readonly panels: Panels }) {
  return <StageWithInspector panels={panels} name="live" />;
}

interface StageWithInspectorProps {
  readonly panels: Panels;
  readonly name: Page;
  readonly children?: ReactNode;
}

/** The tree, and beside it (where there is no room, over it) all about the selected process. */
export function StageWithInspector({ panels, name, children }: StageWithInspectorProps) {
  const { t } = useTranslation();
  if (panels.narrow) {
    return (
      <main className={styles.body} aria-label={t(`bar.page.${name}`)} data-narrow>
        {children}
        <Stage />
        {panels.inspectorOpen && <Inspector />}
      </main>
    );
  }
  return (
    <main className={styles.body} aria-label={t(`bar.page.${name}`)}>
      {children}
      <Split name={name} orientation="horizontal">
        <Pane id="stage" least={320}>
          <Stage />
        </Pane>
        {panels.inspectorOpen && (
          <>
            <Divider label={t('bar.resizeInspector')} />
            <Pane id="inspector" size={312} least={264} most={640} fixed>
              <Inspector />
            </Pane>
          </>
        )}
      </Split>
    </main>
  );
}
