import type { TFunction } from 'i18next';
import type { ProcessTable } from '#shared/events/apply-events';
import { isOrphan, isZombie, ownPid, type ProcessRecord } from '#shared/model/process';
import { visibleName } from '#shared/model/visible-text';

/** What a listener should hear of the way from one table to a later one: zombies, orphans and reaping. */
export function describeNews(before: ProcessTable, now: ProcessTable, t: TFunction): string {
  const living = [...now.living.values()];
  const zombies = living.filter((process) => isZombie(process) && !wasAlready(before, process, isZombie));
  const orphans = living.filter((process) => isOrphan(process) && !wasAlready(before, process, isOrphan));
  const reaped = [...before.living.values()].filter((process) => isZombie(process) && now.ghosts.has(process.id));
  const [zombie] = zombies;
  const [orphan] = orphans;
  const news = [
    zombie && (zombies.length === 1 ? t('news.zombie', facts(zombie)) : t('news.zombies', { count: zombies.length })),
    orphan && (orphans.length === 1 ? t('news.orphan', facts(orphan)) : t('news.orphans', { count: orphans.length })),
    reaped.length > 0 && t('news.reaped', { count: reaped.length }),
  ];
  return news.filter((sentence) => typeof sentence === 'string').join(' ');
}

function wasAlready(before: ProcessTable, { id }: ProcessRecord, isKind: (process: ProcessRecord) => boolean): boolean {
  const process = before.living.get(id);
  return process !== undefined && isKind(process);
}

function facts(process: ProcessRecord): { readonly name: string; readonly pid: number } {
  return { name: visibleName(process.name), pid: ownPid(process) };
}
