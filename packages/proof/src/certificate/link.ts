import { broken } from './broken.ts'

/**
 * The address that stands in the code on paper: `https://centre.example/v#<digits>`. Any telephone's camera opens it; what
 * is behind the `#` stays in the browser. In digits a code has as many modules as its bytes need: three to ten bits.
 */
export function certificateLink(origin: string, cose: Uint8Array): string {
  return `${origin}/v#${writeDigits(cose)}`
}

/** The certificate in an address, or in the digits alone. Throws `bad-certificate`. */
export function readCertificateLink(text: string): Uint8Array<ArrayBuffer> {
  const [digits = ''] = /\d+$/.exec(text.trim()) ?? []
  if (digits.length < 100 || digits.length > MOST_DIGITS) throw broken('it is not in these digits')
  return readDigits(digits)
}

/** Far above what a code on paper can have. */
const MOST_DIGITS = 8_000

/** With a 1 before the bytes, so that zeros at their beginning are not lost. */
function writeDigits(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x01${hex}`).toString()
}

function readDigits(digits: string): Uint8Array<ArrayBuffer> {
  const hex = BigInt(digits).toString(16)
  if (hex.length % 2 === 0 || !hex.startsWith('1')) throw broken('digits are missing')
  return Uint8Array.from(hex.slice(1).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
