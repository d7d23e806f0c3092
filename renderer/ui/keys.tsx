import styles from './keys.module.css';

/** `Ctrl+K` as keys to be pressed; a plus that stands alone is a key. */
export function Keys({ shortcut }: { readonly shortcut: string }) {
  return (
    <span className={styles.keys}>
      {shortcut.split(/ |(?<=[^ ])\+(?=.)/).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
