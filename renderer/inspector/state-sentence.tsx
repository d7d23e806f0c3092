import { useTranslation } from 'react-i18next';
import { isGhost, isOrphan, isZombie, type ProcessRecord } from '#shared/model/process';
import { useFormat } from '../ui/use-format';
import { useMoment } from '../ui/use-moment';
import { endingText } from './exit-text';
import styles from './inspector.module.css';

/** What it is doing, in one line: `zombie · exited 12 s ago with code 7 · alice`. The only text that changes each second. */
export function StateSentence({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const moment = useMoment();
  const since = (at: number) => format.duration(Math.max(0, moment - at));
  const ago = process.exitedAt === undefined ? undefined : t('sentence.ago', { duration: since(process.exitedAt) });
  const adoption = process.adoptions.at(-1);
  const parts = [
    t(`state.${process.state}`),
    (isZombie(process) || isGhost(process)) && endingText(process, ago, t),
    isOrphan(process) && adoption !== undefined && t('sentence.orphanFor', { duration: since(adoption.at) }),
    process.kernelThread && t('sentence.kernelThread'),
    process.user,
  ];
  return <p className={styles.sentence}>{parts.filter((part) => typeof part === 'string').join(' · ')}</p>;
}
