import {
  ArrowLeftToLine,
  ArrowRightToLine,
  ChevronLeft,
  ChevronRight,
  Gauge,
  Pause,
  Play,
  Radio,
  SkipForward,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../recordings/export-panel';
import { SaveButton } from '../recordings/save-panel';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { IconButton } from '../ui/icon-button';
import { Select } from '../ui/select';
import styles from './timeline-strip.module.css';
import { type Playback, speeds } from './use-playback';
import type { Strip } from './use-strip';

interface StripControlsProps {
  readonly strip: Strip;
  readonly playback: Playback;
}

/** Step, play, jump to a birth or a death. */
export function MoveControls({ strip, playback }: StripControlsProps) {
  const { t } = useTranslation();
  const hasSelection = useApp((state) => state.selected !== undefined);
  return (
    <div className={styles.group} role="toolbar" aria-label={t('timeline.tools')}>
      <IconButton icon={ChevronLeft} label={t('timeline.back')} onClick={() => strip.step(-1)} />
      <IconButton
        icon={playback.playing ? Pause : Play}
        label={playback.playing ? t('timeline.pause') : t('timeline.play')}
        onClick={playback.toggle}
      />
      <IconButton
        icon={ChevronRight}
        label={t('timeline.forward')}
        disabled={strip.cursor === undefined}
        onClick={() => strip.step(1)}
      />
      <Select
        icon={Gauge}
        label={t('timeline.speed')}
        values={speeds}
        value={playback.speed}
        textOf={(speed) => `${speed}×`}
        onChange={playback.chooseSpeed}
      />
      <IconButton
        icon={ArrowLeftToLine}
        label={t('timeline.birth')}
        disabled={!hasSelection}
        onClick={() => strip.goToLife('birth')}
      />
      <IconButton
        icon={ArrowRightToLine}
        label={t('timeline.death')}
        disabled={!hasSelection}
        onClick={() => strip.goToLife('death')}
      />
    </div>
  );
}

/** Zoom, and back to the end. */
export function ViewControls({ strip }: Pick<StripControlsProps, 'strip'>) {
  const { t } = useTranslation();
  const atEnd = strip.cursor === undefined;
  const End = strip.isLive ? Radio : SkipForward;
  return (
    <div className={styles.group}>
      <SaveButton strip={strip} />
      <ExportButton />
      <IconButton icon={ZoomOut} label={t('timeline.zoomOut')} onClick={() => strip.zoom(0.5)} />
      <IconButton icon={ZoomIn} label={t('timeline.zoomIn')} onClick={() => strip.zoom(2)} />
      <button
        type="button"
        className={atEnd ? styles.live : controls.button}
        data-live={strip.isLive || undefined}
        aria-pressed={atEnd}
        onClick={strip.goToEnd}
      >
        <End size={14} aria-hidden />
        {strip.isLive ? t('timeline.live') : t('timeline.end')}
      </button>
    </div>
  );
}
