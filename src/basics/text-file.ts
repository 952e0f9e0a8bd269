import { readFileSync } from 'node:fs'

/** What some editors put before a text in UTF-8, and nobody means. */
const MARK = [0xef, 0xbb, 0xbf] as const

/** A file that holds text, without the byte order mark that it may begin with. Every text that somebody gives is read so. */
export function readTextFile(path: string): Uint8Array {
  const bytes = readFileSync(path)
  return MARK.every((byte, at) => bytes[at] === byte) ? bytes.subarray(MARK.length) : bytes
}

/** The same, decoded. */
export function readText(path: string): string {
  return Buffer.from(readTextFile(path)).toString('utf8')
}

/** The same of a text that comes line by line: its first line. */
export function withoutMark(line: string): string {
  return line.replace(/^\uFEFF/, '')
}
