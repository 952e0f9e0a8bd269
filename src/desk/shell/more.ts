/** No answer of the desk holds more rows than this: whoever wants to carry everything away has to come often. */
export const ROWS_MOST = 50

/** Of a sorted list: the rows after a key, as many as one answer holds, and the key to go on from. */
export function pageOf<Row>(
  rows: readonly Row[],
  { after, key }: { after: string; key: (row: Row) => string },
): { rows: Row[]; next: string | null } {
  const from = after === '' ? 0 : rows.findIndex((row) => key(row) === after) + 1
  const shown = rows.slice(from, from + ROWS_MOST)
  const last = shown.at(-1)
  return { rows: shown, next: last && from + ROWS_MOST < rows.length ? key(last) : null }
}
