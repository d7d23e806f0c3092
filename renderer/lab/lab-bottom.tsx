import { useTranslation } from 'react-i18next';
import { ProcessGraph } from '../process-graph/process-graph';
import { useApp } from '../store/use-app';
import { Divider, Pane, Split } from '../ui/split';
import { OutputPanel } from './output-panel';
import { useProcessColours } from './use-process-colours';
import { VariablesTable } from './variables-table';

/** What the program has written, and its course as a graph. */
export function LabBottom({ isReplay = false }: { readonly isReplay?: boolean }) {
  const { t } = useTranslation();
  const colours = useProcessColours();
  // Drawn above already: then there is room for what it does not show.
  const isDrawn = useApp(({ labView }) => labView === 'graph');
  return (
    <Split name="labBottom" orientation="horizontal">
      <Pane id="output" size="42%" least={200}>
        <OutputPanel isReplay={isReplay} />
      </Pane>
      <Divider label={t('lab.resizeGraph')} />
      <Pane id="graph" least={160}>
        {isDrawn ? <VariablesTable /> : <ProcessGraph colours={colours} />}
      </Pane>
    </Split>
  );
}
