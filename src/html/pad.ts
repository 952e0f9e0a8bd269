/**
 * Fill a page up to the next multiple of `stepBytes`, so that its length tells nothing of what it
 * says: who watches the line sees the same size for a known code and for an unknown one.
 */
export function padPage(html: string, stepBytes: number): string {
  const end = '</body></html>'
  const open = '<!--'
  const close = '-->'
  const sizeBytes = Buffer.byteLength(html) + open.length + close.length
  const fill = Math.ceil(sizeBytes / stepBytes) * stepBytes - sizeBytes
  return html.replace(end, `${open}${' '.repeat(fill)}${close}${end}`)
}
