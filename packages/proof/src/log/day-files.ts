import { decodeBase64, encodeBase64 } from '../basics/base64.ts'
import { readUtf8, utf8 } from '../basics/bytes.ts'
import { ProofError } from '../basics/proof-error.ts'
import { type Digest, asDigest, digestOf } from './commitment.ts'

/** The file of what is published of a day's entries, as a day leaf stands for it. */
export interface ListedFile {
  readonly day: string
  /** SHA-256 of the file, unpacked. */
  readonly digest: Digest
}

const HEADER = 'exeunt-day-files/v1'
const LINE = /^(\d{4}-\d{2}-\d{2}) (\S+)$/

/** Where the list lies among the public files. */
export const DAY_FILES = 'days/files'

/** Where the file of a day lies among them, packed by gzip. */
export function dayFilePath(day: string): string {
  return `days/${day}/entries.json.gz`
}

/**
 * The list of all day files as they are at the end of a day. The leaf of that day has its SHA-256: so one line of the log says
 * which file there is of each day, and of which there is none.
 */
export function writeDayFiles(files: readonly ListedFile[]): Uint8Array {
  const lines = files.map(({ day, digest }) => `${day} ${encodeBase64(digest)}\n`)
  return utf8(`${HEADER}\n${lines.join('')}`)
}

/** Reads what `writeDayFiles` writes, and nothing else. Throws `bad-published`. */
export function readDayFiles(bytes: Uint8Array): readonly ListedFile[] {
  const [header, ...lines] = readUtf8(bytes)?.split('\n') ?? []
  if (header !== HEADER || lines.pop() !== '') throw broken()
  const files = lines.map(readLine)
  if (files.some(({ day }, at) => day <= (files[at - 1]?.day ?? ''))) throw broken()
  return files
}

function readLine(line: string): ListedFile {
  const [, day, digest = ''] = LINE.exec(line) ?? []
  if (day === undefined) throw broken()
  try {
    return { day, digest: asDigest(decodeBase64(digest)) }
  } catch {
    throw broken()
  }
}

/** What the leaf of a day says where there is no file at all. */
export const NO_DAY_FILES = digestOf(writeDayFiles([]))

function broken(): ProofError {
  return new ProofError('bad-published', 'This is not a list of day files in their order.')
}
