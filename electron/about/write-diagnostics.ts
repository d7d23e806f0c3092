/**
 * What a report of a fault needs, as text: in English and in one form, since maintainers read it. No command line, no
 * environment but the locale, no program; the person's home folder, which holds a name, is written as `~`.
 */
import type { AppInfo } from '#shared/ipc/about-requests';
import type { CollectorStatus } from '#shared/ipc/contract';
import type { ContainmentProbe } from '../lab/probe-containment';

export interface Diagnosis {
  readonly app: AppInfo;
  /** Of the window, e.g. `zh-CN`, and as the environment says it. */
  readonly locale: string;
  readonly lang: string | undefined;
  /** Undefined when the collector does not answer. */
  readonly collector: CollectorStatus | undefined;
  readonly lab: ContainmentProbe;
  readonly log: string;
  readonly home: string;
}

export function writeDiagnostics({ app, locale, lang, collector, lab, log, home }: Diagnosis): string {
  const user = app.uid === 0 ? 'root' : app.uid === undefined ? 'user unknown' : 'ordinary user';
  const lines = [
    `Forkscope ${app.version} (runtime: ${app.runtimeOrigin})`,
    `Electron ${app.electron}, Chromium ${app.chrome}, Node ${app.node}`,
    `${app.platform} ${app.kernel} ${app.architecture}, ${user}`,
    `Locale ${locale}, LANG ${lang ?? 'not set'}`,
    ...(app.settingsTrouble === undefined ? [] : [`Settings are not kept: ${app.settingsTrouble}`]),
    `Events: ${describeCollector(collector)}`,
    `Lab: ${describeLab(lab)}`,
    'Log:',
    ...log.split('\n').map((line) => `    ${line}`),
  ];
  const text = `${lines.join('\n')}\n`;
  return home === '' || home === '/' ? text : text.replaceAll(home, '~');
}

function describeCollector(status: CollectorStatus | undefined): string {
  if (status === undefined) return 'the collector does not answer';
  const { source, mode, sampledBecause, intervalMs, lost, startsSeen, startsCounted, failure } = status;
  const because = sampledBecause === undefined ? '' : ` (${sampledBecause})`;
  const counted = startsCounted === undefined ? '' : ` of ${startsCounted} counted, threads included`;
  const failed = failure === undefined ? '' : `; last look failed: ${failure}`;
  return `${source}, ${mode}${because}, every ${intervalMs} ms, ${startsSeen} starts seen${counted}, ${lost} lost${failed}`;
}

function describeLab(lab: ContainmentProbe): string {
  if ('refused' in lab) return lab.refused;
  const { kind, bounds, because } = lab.containment;
  return `Python ${lab.python}, ${[kind, ...bounds].join(', ')}${because === undefined ? '' : ` (${because})`}`;
}
