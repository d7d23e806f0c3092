import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcessRecord } from '#shared/model/process';
import { visibleText } from '#shared/model/visible-text';
import { Field, hasEnded, Unknown, unlockText } from './field';
import prose from './prose.module.css';

export function CommandLine({ process }: { readonly process: ProcessRecord }) {
  const { t } = useTranslation();
  const { cmdline } = process;
  if (cmdline === undefined || cmdline.length === 0) {
    const reason = process.hidden.cmdline ?? (hasEnded(process) ? 'gone' : 'unknown');
    return (
      <Field label={t('inspector.command')}>
        <Unknown why={t(`hidden.${reason}`)} unlock={unlockText(reason, t)} />
      </Field>
    );
  }
  const text = visibleText(cmdline.map(quoteArgument).join(' '));
  return (
    <Field label={t('inspector.command')}>
      <Folded key={text} text={text} />
    </Field>
  );
}

/** Pixels that letters may stand out of a narrow line; far less than a line. */
const OVERHANG = 4;

/** Six lines of a text, and a way to the rest if there is one. */
function Folded({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const [showsAll, setShowsAll] = useState(false);
  const [isCut, setIsCut] = useState(false);
  const shown = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = shown.current;
    // Unfolded, nothing is cut, but the way back has to stay.
    if (element === null || showsAll) return;
    // How much six lines hold depends on line breaks and on the width, so it is measured.
    const measure = () => setIsCut(element.scrollHeight - element.clientHeight > OVERHANG);
    measure();
    const resizes = new ResizeObserver(measure);
    resizes.observe(element);
    return () => resizes.disconnect();
  }, [showsAll]);
  return (
    <>
      <bdi ref={shown} className={`${prose.machine} ${showsAll ? '' : prose.clamped}`}>
        {text}
      </bdi>
      {isCut && (
        <button type="button" className={prose.more} aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('inspector.showLess') : t('inspector.showAll')}
        </button>
      )}
    </>
  );
}

/** Shows where an argument with spaces begins and ends; not meant for a shell. */
function quoteArgument(argument: string, _index: number, all: readonly string[]): string {
  // A source without argument borders (ps) gives one string, which is not one argument.
  return all.length > 1 && (argument === '' || /\s/.test(argument)) ? `'${argument}'` : argument;
}
