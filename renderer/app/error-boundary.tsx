import { RotateCcw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import controls from '../ui/controls.module.css';
import styles from './error-boundary.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}
interface ErrorBoundaryState {
  readonly error: Error | undefined;
}

/** The window's one catcher: React has already logged the error, this shows it and offers the way on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: undefined };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    return this.state.error === undefined ? this.props.children : <Crash error={this.state.error} />;
  }
}

function Crash({ error }: { readonly error: Error }) {
  const { t } = useTranslation();
  return (
    <main className={styles.crash} role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.text')}</p>
      <button type="button" className={controls.primary} onClick={() => window.location.reload()}>
        <RotateCcw size={14} aria-hidden />
        {t('crash.reload')}
      </button>
      <pre className={styles.detail}>{error.stack ?? error.message}</pre>
    </main>
  );
}
