import makeCode from 'qrcode-generator'

/**
 * The address as a QR code, level M, in vectors: an address in bytes, then the certificate in digits, which take ten bits for
 * three. Four modules of quiet around it.
 */
export function qrSvg(link: string): string {
  const [, front = '', digits = ''] = /^(.*?)(\d*)$/s.exec(link) ?? []
  const code = makeCode(0, 'M')
  code.addData(front, 'Byte')
  if (digits !== '') code.addData(digits, 'Numeric')
  code.make()
  const size = code.getModuleCount()
  const rows = Array.from({ length: size }, (_, row) => runsOf(code, row, size))
  const side = size + 2 * QUIET
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><rect width="${side}" height="${side}" fill="#fff"/><path fill="#000" d="${rows.join('')}"/></svg>`
}

const QUIET = 4

/** The dark modules of a row, neighbours as one: hairlines between them would be read as light. */
function runsOf(code: QRCode, row: number, size: number): string {
  let path = ''
  for (let column = 0; column < size; column += 1) {
    const from = column
    while (column < size && code.isDark(row, column)) column += 1
    const length = column - from
    if (length > 0) path += `M${from + QUIET} ${row + QUIET}h${length}v1h-${length}z`
  }
  return path
}
