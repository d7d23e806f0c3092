import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../store/use-app';
import controls from '../ui/controls.module.css';
import { IconButton } from '../ui/icon-button';
import { Popover, popoverTrigger } from '../ui/popover';
import { Switch } from '../ui/switch';
import { columnIds } from './columns';
import styles from './tree-table.module.css';
import { useColumns } from './use-columns';

const COLUMNS = 'columns';

/** How many rows there are, whether their order is held, and which columns they have. */
export function TableFooter({ rows, held }: { readonly rows: number; readonly held: boolean }) {
  const { t } = useTranslation();
  const orderNow = useApp((state) => state.orderNow);
  return (
    <div className={styles.foot}>
      <span>{t('table.rows', { count: rows })}</span>
      {held && (
        <span className={styles.held}>
          {t('table.held')}
          <button type="button" className={styles.orderNow} onClick={orderNow}>
            {t('table.orderNow')}
          </button>
        </span>
      )}
      <button type="button" className={styles.columns} {...popoverTrigger(COLUMNS)}>
        <Columns3 size={13} aria-hidden />
        {t('table.columns')}
      </button>
      <Popover id={COLUMNS} title={t('table.columns')}>
        <ColumnChoice />
      </Popover>
    </div>
  );
}

function ColumnChoice() {
  const { t } = useTranslation();
  const { columns, move, show } = useColumns();
  const tableSums = useApp((state) => state.tableSums);
  const changeSettings = useApp((state) => state.changeSettings);
  const ordered = [...columns, ...columnIds.filter((id) => !columns.includes(id))];
  const reset = () => {
    changeSettings({ tableColumns: columnIds.slice(0, 11).filter((id) => id !== 'nice'), tableWidths: {} });
  };
  return (
    <div className={styles.choice}>
      <Switch
        label={t('table.alwaysSums')}
        hint={t('table.alwaysSumsHint')}
        on={tableSums}
        onChange={(on) => changeSettings({ tableSums: on })}
      />
      <ul>
        {ordered.map((id) => {
          const index = columns.indexOf(id);
          const column = t(`table.column.${id}`);
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={index !== -1}
                  disabled={id === 'name'}
                  onChange={({ target }) => show(id, target.checked)}
                />
                {column}
              </label>
              {index > 0 && (
                <>
                  <IconButton
                    icon={ArrowUp}
                    label={t('table.moveUp', { column })}
                    disabled={index === 1}
                    onClick={() => move(id, index - 1)}
                  />
                  <IconButton
                    icon={ArrowDown}
                    label={t('table.moveDown', { column })}
                    disabled={index === columns.length - 1}
                    onClick={() => move(id, index + 1)}
                  />
                </>
              )}
            </li>
          );
        })}
      </ul>
      <button type="button" className={controls.button} onClick={reset}>
        {t('table.reset')}
      </button>
    </div>
  );
}
