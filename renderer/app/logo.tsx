/** One process becomes two. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" strokeWidth="1.75" aria-hidden="true">
      <path d="M6.5 10C11 10 8.5 4.5 13 4.5M6.5 10C11 10 8.5 15.5 13 15.5" stroke="var(--muted)" />
      <circle cx="4.25" cy="10" r="2.5" stroke="var(--accent)" />
      <circle cx="15.5" cy="4.5" r="2.5" stroke="var(--accent)" />
      <circle cx="15.5" cy="15.5" r="2.5" stroke="var(--accent)" fill="var(--accent)" />
    </svg>
  );
}
