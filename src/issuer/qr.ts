import { type Bitmap2D, correction, generate, mode } from 'lean-qr'

/**
 * The address as a QR code, level M, in vectors: an address in bytes, then the certificate in digits, which take ten bits for
 * three. Four modules of quiet around it.
 */
export function qrSvg(link: string): string {
  const [front, digits] = inTwo(link)
  const level = { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M }
  const code = generate(mode.multi(mode.ascii(front), mode.numeric(digits)), level)
  const rows = Array.from({ length: code.size }, (_, row) => runsOf(code, row))
  const side = code.size + 2 * QUIET
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${rows.join('')}"/></svg>`
}

const QUIET = 4

/** The digits at the end, and what stands before them. */
function inTwo(link: string): [string, string] {
  let at = link.length
  while (/\d/.test(link.charAt(at - 1))) at -= 1
  return [link.slice(0, at), link.slice(at)]
}

/** The dark modules of a row, neighbours as one: hairlines between them would be read as light. */
function runsOf(code: Bitmap2D, row: number): string {
  let path = ''
  for (let column = 0; column < code.size; column += 1) {
    const from = column
    while (column < code.size && code.get(column, row)) column += 1
    const length = column - from
    if (length > 0) path += `M${from + QUIET} ${row + QUIET}h${length}v1h-${length}z`
  }
  return path
}
