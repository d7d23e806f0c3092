import styles from './keys.module.css';

/** `Ctrl+K` as keys to be pressed. */
export function Keys({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={styles.keys}>
      {shortcut.split(/[+ ](?=.)/).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
