import { readOctets, readUtf8 } from '../bytes.ts'
import { readAtMost } from '../fetcher.ts'
import { broken } from './broken.ts'

/**
 * The credential that is attached to a PDF of ours. Only what a centre writes is read: a file that another program has saved anew
 * may have it in a form that this does not look for. Throws `bad-certificate` where there is none, or no PDF at all.
 */
export async function credentialInPdf(bytes: Uint8Array): Promise<string> {
  if (bytes.length > MOST_BYTES) throw broken('the file is too great')
  const octets = readOctets(bytes)
  if (!octets.startsWith('%PDF-')) throw broken('the file is no PDF')
  for (let at = octets.indexOf(MARK); at >= 0; at = octets.indexOf(MARK, at + 1)) {
    const token = await attachmentAt(bytes, octets, at)
    if (token !== undefined && TOKEN.test(token)) return token
  }
  throw broken('there is no credential in this PDF, or another program has saved it anew')
}

const MARK = '/EmbeddedFile'
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+~/
const MOST_BYTES = 20_000_000
const MOST_CREDENTIAL = 1_000_000

/** The stream whose dictionary is around this place, if it is one. */
async function attachmentAt(bytes: Uint8Array, octets: string, at: number): Promise<string | undefined> {
  const from = octets.lastIndexOf(' obj', at)
  const stream = octets.indexOf('stream', at)
  if (from < 0 || stream < 0 || stream - from > 2_000) return undefined
  const dictionary = octets.slice(from, stream)
  const [, length] = /\/Length (\d+)/.exec(dictionary) ?? []
  if (length === undefined) return undefined
  const start = stream + 'stream'.length + (octets.startsWith('\r\n', stream + 'stream'.length) ? 2 : 1)
  const content = new Uint8Array(bytes.subarray(start, start + Number(length)))
  if (!dictionary.includes('/Filter')) return readUtf8(content)
  if (!/\/Filter\s*\/FlateDecode/.test(dictionary)) return undefined
  try {
    const whole = new Blob([content]).stream().pipeThrough(new DecompressionStream('deflate'))
    return readUtf8(await readAtMost(whole, MOST_CREDENTIAL))
  } catch {
    return undefined
  }
}
