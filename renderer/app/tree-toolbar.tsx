import { CircleQuestionMark, FoldVertical, Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { treeForms } from '../store/settings-slice';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { IconButton } from '../ui/icon-button';
import { Popover, popoverTrigger } from '../ui/popover';
import { Segments } from '../ui/segments';
import { Breadcrumb } from './breadcrumb';
import { FoldChoice } from './fold-choice';
import { LayoutChoice } from './layout-choice';
import { Legend } from './legend';
import styles from './tree-toolbar.module.css';

const ZOOM_STEP = 1.3;
const LEGEND = 'legend';
const FOLDING = 'folding';

export function TreeToolbar() {
  const { t } = useTranslation();
  const isGraph = useApp((state) => state.treeShown !== 'table');
  return (
    <div className={styles.bar}>
      <FormChoice />
      {isGraph && <LayoutChoice />}
      <Breadcrumb />
      <div role="toolbar" aria-label={t('tree.tools')} className={styles.tools}>
        <IconButton icon={FoldVertical} label={t('tree.folding')} {...popoverTrigger(FOLDING)} />
        {isGraph && <CameraButtons />}
        <button type="button" className={controls.quiet} {...popoverTrigger(LEGEND)}>
          <CircleQuestionMark size={14} aria-hidden />
          {t('tree.legend')}
        </button>
      </div>
      <Popover id={FOLDING} title={t('tree.folding')}>
        <FoldChoice />
      </Popover>
      <Popover id={LEGEND} title={t('legend.title')}>
        <Legend />
      </Popover>
    </div>
  );
}

function CameraButtons() {
  const { t } = useTranslation();
  const wishCamera = useApp((state) => state.wishCamera);
  const zoom = (factor: number) => wishCamera({ kind: 'zoom', factor });
  return (
    <>
      <IconButton icon={ZoomOut} label={t('tree.zoomOut')} onClick={() => zoom(1 / ZOOM_STEP)} />
      <IconButton icon={ZoomIn} label={t('tree.zoomIn')} onClick={() => zoom(ZOOM_STEP)} />
      <IconButton icon={Maximize} label={t('tree.fit')} onClick={() => wishCamera({ kind: 'fit' })} />
    </>
  );
}

function FormChoice() {
  const { t } = useTranslation();
  const shown = useApp((state) => state.treeShown);
  const changeSettings = useApp((state) => state.changeSettings);
  return (
    <Segments
      label={t('tree.form')}
      hideLabel
      values={treeForms}
      value={shown}
      textOf={(form) => t(`tree.forms.${form}`)}
      onChange={(treeShown) => changeSettings({ treeShown })}
    />
  );
}
