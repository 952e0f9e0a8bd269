import { encodeBase64 } from '../basics/base64.ts'
import { utf8 } from '../basics/bytes.ts'
import { digestOf } from '../log/commitment.ts'
import { type Json, readJson } from '../log/json.ts'
import { hex } from '../log/note-key.ts'
import { ProofError } from '../basics/proof-error.ts'

/** A file that the desk's pages load, by the name it is served under: `/assets/<name>`. */
export interface DeskFile {
  readonly name: string
  readonly bytes: number
  /** SHA-256, in hexadecimal digits. */
  readonly sha256: string
}

/** What a centre publishes of its desk, at `/desk.json`. */
export interface PublishedDesk {
  readonly files: readonly DeskFile[]
  readonly digest: string
  /** What the desk has written down of itself at its starts, newest first; days are `YYYY-MM-DD`. */
  readonly noted: readonly { readonly digest: string; readonly day: string }[]
}

const DESK_FORMAT = 'exeunt-desk/v1'

/**
 * What `sha256sum` prints of the files, sorted by their names: the digest of a desk can be made anew with tools that are on
 * every machine, `sha256sum * | sha256sum`.
 */
export function writeDeskSums(files: readonly DeskFile[]): string {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return sorted.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
}

/** SHA-256 over {@link writeDeskSums}, in hexadecimal digits: one number that stands for everything the desk's pages load. */
export function deskDigest(files: readonly DeskFile[]): string {
  return hex(digestOf(utf8(writeDeskSums(files))))
}

export function deskFile(name: string, content: Uint8Array): DeskFile {
  return { name, bytes: content.length, sha256: hex(digestOf(content)) }
}

/** The same hash as pages name it to the browser (Subresource Integrity). */
export function integrityOf({ sha256 }: { readonly sha256: string }): string {
  return `sha256-${encodeBase64(Uint8Array.from(sha256.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))}`
}

export function writePublishedDesk({ files, digest, noted }: PublishedDesk): string {
  const written = files.map(({ name, bytes, sha256 }) => ({
    path: `/assets/${name}`,
    bytes,
    sha256,
    integrity: integrityOf({ sha256 }),
  }))
  return `${JSON.stringify({ format: DESK_FORMAT, digest, files: written, noted }, null, 2)}\n`
}

/** Throws `bad-published` where the list is none, or its digest is not that of its files. */
export function readPublishedDesk(bytes: Uint8Array): PublishedDesk {
  const json = readJson(bytes)
  if (json.text('format') !== DESK_FORMAT) throw broken('another format')
  const files = json.list('files').map(fileFrom)
  const digest = json.text('digest')
  if (new Set(files.map(({ name }) => name)).size !== files.length) throw broken('a file twice')
  if (deskDigest(files) !== digest) throw broken('the digest is not that of the files')
  const noted = json.list('noted').map((one) => ({ digest: one.text('digest'), day: one.text('day') }))
  return { files, digest, noted }
}

function fileFrom(json: Json): DeskFile {
  const [, name] = /^\/assets\/([\w.-]+)$/.exec(json.text('path')) ?? []
  const sha256 = json.text('sha256')
  if (name === undefined || !/^[0-9a-f]{64}$/.test(sha256)) throw broken('a file of the list')
  return { name, bytes: json.number('bytes'), sha256 }
}

function broken(what: string): ProofError {
  return new ProofError('bad-published', `This list of the desk's files is not what it should be: ${what}.`)
}
