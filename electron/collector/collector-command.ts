/** Main → collector. `connect` brings the port to the window along. */
export type CollectorCommand =
  | { readonly kind: 'connect' }
  | { readonly kind: 'watch'; readonly watched: boolean }
  | { readonly kind: 'interval'; readonly intervalMs: number };
