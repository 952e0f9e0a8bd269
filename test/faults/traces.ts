// Looking for what must not be there: canaries in every form in which a machine writes text down.
import * as fs from 'node:fs'
import { join } from 'node:path'

export interface Trace {
  /** What was found, e.g. "words 17, utf-16le". */
  readonly what: string
  readonly where: string
}

export type Search = (bytes: Uint8Array, where: string) => Trace[]

/** A search for all of `canaries` at once: name of a canary to its text. */
export function searchFor(canaries: ReadonlyMap<string, string | Uint8Array>): Search {
  const patterns = [...canaries].flatMap(([name, canary]) =>
    forms(canary).map(({ form, bytes }) => ({ what: `${name}, ${form}`, bytes })),
  )
  // Two bytes rule most places out, four nearly all of them.
  const starts = new Uint8Array(65_536)
  const byHead = new Map<number, typeof patterns>()
  for (const pattern of patterns) {
    const { bytes } = pattern
    starts[bytes.readUInt16BE(0)] = 1
    byHead.set(bytes.readUInt32BE(0), [...(byHead.get(bytes.readUInt32BE(0)) ?? []), pattern])
  }
  return (bytes, where) => {
    const traces: Trace[] = []
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + 4 <= buffer.length; at += 1) {
      if (starts[((buffer[at] ?? 0) << 8) | (buffer[at + 1] ?? 0)] !== 1) continue
      for (const { what, bytes: wanted } of byHead.get(buffer.readUInt32BE(at)) ?? []) {
        if (buffer.compare(wanted, 0, wanted.length, at, Math.min(at + wanted.length, buffer.length)) === 0)
          traces.push({ what, where })
      }
    }
    return traces
  }
}

/** Every file below a directory. */
export function searchFiles(search: Search, directory: string): Trace[] {
  return fs.readdirSync(directory, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name)
    return entry.isFile() ? search(fs.readFileSync(path), path.slice(directory.length)) : []
  })
}

/** How much there is to look through: a search of nothing finds nothing. */
export function sizeOf(directory: string): number {
  return fs
    .readdirSync(directory, { recursive: true, withFileTypes: true })
    .reduce(
      (sum, entry) => sum + (entry.isFile() ? fs.statSync(join(entry.parentPath, entry.name)).size : 0),
      0,
    )
}

function forms(canary: string | Uint8Array): { form: string; bytes: Buffer }[] {
  if (typeof canary !== 'string')
    return [{ form: 'raw', bytes: Buffer.from(canary) }, ...encodings(Buffer.from(canary))]
  const utf8 = Buffer.from(canary, 'utf8')
  const utf16le = Buffer.from(canary, 'utf16le')
  const percent = encodeURIComponent(canary)
  return [
    { form: 'utf-8', bytes: utf8 },
    { form: 'utf-16le', bytes: utf16le },
    { form: 'utf-16be', bytes: Buffer.from(utf16le).swap16() },
    ...(percent === canary
      ? []
      : [
          { form: 'percent', bytes: Buffer.from(percent) },
          { form: 'form', bytes: Buffer.from(percent.replaceAll('%20', '+')) },
        ]),
    ...encodings(utf8),
  ]
}

/** Hex, and base64 however the text lies within what was encoded: at each of three alignments, certain characters only. */
function encodings(bytes: Buffer): { form: string; bytes: Buffer }[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64url')
    const certain = text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6))
    return { shift, certain }
  })
  return [
    { form: 'hex', bytes: Buffer.from(bytes.toString('hex')) },
    { form: 'HEX', bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    ...base64.map(({ shift, certain }) => ({ form: `base64url+${shift}`, bytes: Buffer.from(certain) })),
    ...base64
      .filter(({ certain }) => /[-_]/.test(certain))
      .map(({ shift, certain }) => ({
        form: `base64+${shift}`,
        bytes: Buffer.from(certain.replaceAll('-', '+').replaceAll('_', '/')),
      })),
  ]
}
