import { ArrowDown, ArrowRight, ChartNoAxesGantt, Radar } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { icicleMeasures, layoutKinds } from '#shared/layout/scene';
import { useApp } from '../store/use-app';
import { Segments } from '../ui/segments';

const icons = { right: ArrowRight, down: ArrowDown, radial: Radar, icicle: ChartNoAxesGantt } as const;

/** How the graph is laid out; of the areas, what they stand for. */
export function LayoutChoice() {
  const { t } = useTranslation();
  const layout = useApp((state) => state.treeLayout);
  const icicleBy = useApp((state) => state.icicleBy);
  const changeSettings = useApp((state) => state.changeSettings);
  const wishCamera = useApp((state) => state.wishCamera);
  const selected = useApp((state) => state.selected);
  return (
    <>
      <Segments
        label={t('tree.layout')}
        hideLabel
        values={layoutKinds}
        value={layout}
        textOf={(kind) => t(`tree.layouts.${kind}`)}
        iconOf={(kind) => icons[kind]}
        onChange={(treeLayout) => {
          changeSettings({ treeLayout });
          // What is selected stays what is looked at.
          wishCamera(selected === undefined ? { kind: 'home' } : { kind: 'show', id: selected });
        }}
      />
      {layout === 'icicle' && (
        <Segments
          label={t('tree.icicleBy')}
          hideLabel
          values={icicleMeasures}
          value={icicleBy}
          textOf={(measure) => t(`tree.measures.${measure}`)}
          onChange={(measure) => changeSettings({ icicleBy: measure })}
        />
      )}
    </>
  );
}
