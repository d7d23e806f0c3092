/** Expected failures are values; `code` picks the sentence in the person's language, `detail` is the raw reason. */
export type Result<Value, Code extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: Code; readonly detail?: string };
