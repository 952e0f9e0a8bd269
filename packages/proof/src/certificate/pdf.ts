import { readOctets, readUtf8 } from '../basics/bytes.ts'
import { readAtMost } from '../log/fetcher.ts'
import { ProofError } from '../basics/proof-error.ts'
import { broken } from './broken.ts'
import { isPdf } from './file-kind.ts'

/**
 * The credential that is attached to a PDF of ours, also after another program has saved it anew. Throws `locked-pdf` where it
 * is protected with a password, for then nothing in it can be read here, and `bad-certificate` where there is no credential, or
 * no PDF at all.
 *
 * Whoever made the file wants us to work: each place is looked at within bounds, and there are not many of them.
 */
export async function credentialInPdf(bytes: Uint8Array): Promise<string> {
  if (bytes.length > MOST_BYTES) throw broken('the file is too great')
  if (!isPdf(bytes)) throw broken('the file is no PDF')
  const octets = readOctets(bytes)
  let at = octets.indexOf(MARK)
  for (let nth = 0; at >= 0 && nth < MOST_MARKS; nth++) {
    const token = (await attachmentAround(bytes, octets, at))?.trim() ?? ''
    if (TOKEN.test(token)) return token
    at = octets.indexOf(MARK, at + MARK.length)
  }
  if (LOCKED.test(octets))
    throw new ProofError(
      'locked-pdf',
      'This PDF is protected with a password. Take the file as the centre gave it, or the code on it.',
    )
  throw broken('there is no credential in this PDF')
}

const MARK = '/EmbeddedFile'
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+~/
/** The trailer's word for it; in a text it would stand in brackets. */
const LOCKED = /\/Encrypt\s{0,8}(?:\d{1,10}\s|<<)/
const MOST_BYTES = 20_000_000
/** Ours has three. */
const MOST_MARKS = 64
const MOST_DICTIONARY = 2_000
/** Some five thousand characters, and a proof with many witnesses. */
const MOST_CREDENTIAL = 262_144

/**
 * The stream in whose dictionary this place is, if it is one. Its `/Length` is not looked at: many programs write that
 * elsewhere, and the end is marked.
 */
async function attachmentAround(bytes: Uint8Array, octets: string, at: number): Promise<string | undefined> {
  const before = octets.slice(Math.max(0, at - MOST_DICTIONARY), at)
  const after = octets.slice(at, at + MOST_DICTIONARY)
  const head = before.lastIndexOf('obj')
  const stream = after.indexOf('stream')
  const next = after.indexOf('endobj')
  if (head < 0 || stream < 0 || (next >= 0 && next < stream)) return undefined
  const dictionary = before.slice(head) + after.slice(0, stream)
  const start = at + stream + 'stream'.length
  const rest = octets.slice(start, start + MOST_CREDENTIAL)
  const end = rest.indexOf('endstream')
  if (end < 0) return undefined
  const [lineEnd = ''] = /^\r?\n/.exec(rest) ?? []
  const content = new Uint8Array(bytes.subarray(start + lineEnd.length, start + end))
  if (!dictionary.includes('/Filter')) return readUtf8(content)
  return FLATE.test(dictionary) ? inflated(content) : undefined
}

const FLATE = /\/Filter\s{0,8}(?:\[\s{0,8})?\/FlateDecode\s{0,8}(?:\]|[/>]|\s)/

/** With or without the end of a line that stands before the word at its end, and may as well be its own last byte. */
async function inflated(content: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const [lineEnd = ''] = /\r?\n?$/.exec(readOctets(content.subarray(-2))) ?? []
  for (let less = lineEnd.length; less >= 0; less--) {
    const packed = new Blob([content.subarray(0, content.length - less)]).stream()
    const whole = packed.pipeThrough(new DecompressionStream('deflate'))
    const text = await readAtMost(whole, MOST_CREDENTIAL).then(readUtf8, () => undefined)
    if (text !== undefined) return text
  }
  return undefined
}
