/**
 * Fill a page up to `sizeBytes`, so that its length tells nothing of what it says: who watches the line sees the same size
 * for a known code and for an unknown one. What is larger, because somebody gets back what she sent, takes the next multiple.
 */
export function padPage(html: string, sizeBytes: number): string {
  const end = '</body></html>'
  const open = '<!--'
  const close = '-->'
  const unfilled = Buffer.byteLength(html) + open.length + close.length
  const fill = Math.ceil(unfilled / sizeBytes) * sizeBytes - unfilled
  return html.replace(end, `${open}${' '.repeat(fill)}${close}${end}`)
}
