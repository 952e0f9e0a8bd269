import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import { VaultError } from './vault-error.ts'

/** One `-> type argument…` block of an age header: its words, type first, and its decoded body. */
export interface Stanza {
  readonly args: readonly string[]
  readonly body: Uint8Array
}

export interface AgeHeader {
  readonly stanzas: readonly Stanza[]
  /** The bytes that the MAC covers: up to and including `---`. */
  readonly covered: Uint8Array
  readonly mac: Uint8Array
  /** Where the payload begins, in bytes. */
  readonly sizeBytes: number
}

/** A whole header with its MAC, for one stanza with a body under 48 bytes (C2SP age.md, "Header"). */
export function writeHeader({ args, body }: Stanza, fileKey: Uint8Array): Buffer {
  const covered = `${VERSION}\n-> ${args.join(' ')}\n${encodeBase64(body)}\n---`
  return Buffer.from(`${covered} ${encodeBase64(headerMac(fileKey, Buffer.from(covered)))}\n`)
}

/** The 32-byte MAC of a header under its 16-byte file key. */
export function headerMac(fileKey: Uint8Array, covered: Uint8Array): Buffer {
  const key = hkdfSync('sha256', createSecretKey(fileKey), NO_SALT, 'header', 32)
  return createHmac('sha256', createSecretKey(Buffer.from(key)))
    .update(covered)
    .digest()
}

/** Read the header at the front of a file. Throws `VaultError` `bad-header` where the grammar is broken. */
export function parseHeader(file: Uint8Array): AgeHeader {
  const lines = linesOf(file)
  if (lines.next() !== VERSION) throw broken()

  const stanzas: Stanza[] = []
  let line = lines.next()
  while (line.startsWith('-> ')) {
    stanzas.push({ args: parseArgs(line), body: parseBody(lines) })
    line = lines.next()
  }
  if (!line.startsWith('--- ')) throw broken()
  const mac = decodeBase64(line.slice(4))
  if (mac.length !== 32) throw broken()
  const sizeBytes = lines.position()
  const covered = file.subarray(0, sizeBytes - 1 - line.length + 3)
  return { stanzas, covered, mac, sizeBytes }
}

/** Standard alphabet, no padding. */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('base64')
    .replace(/={1,2}$/, '')
}

/** Canonical base64 only: Buffer's decoder takes almost anything, so the result must encode back. */
export function decodeBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  if (encodeBase64(bytes) !== text) throw broken()
  return bytes
}

const VERSION = 'age-encryption.org/v1'
const NO_SALT = new Uint8Array(0)
const ARGUMENT = /^[\x21-\x7e]+$/
const BODY_LINE_CHARACTERS = 64

interface Lines {
  next(): string
  position(): number
}

function linesOf(file: Uint8Array): Lines {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  let position = 0
  return {
    next() {
      const end = bytes.indexOf(0x0a, position)
      if (end < 0) throw broken()
      const line = bytes.toString('latin1', position, end)
      position = end + 1
      return line
    },
    position: () => position,
  }
}

function parseArgs(line: string): string[] {
  const args = line.slice(3).split(' ')
  if (!args.every((arg) => ARGUMENT.test(arg))) throw broken()
  return args
}

/** Lines of exactly 64 characters, then one shorter line, which may be empty. */
function parseBody(lines: Lines): Uint8Array {
  const parts: Uint8Array[] = []
  for (;;) {
    const line = lines.next()
    if (line.length > BODY_LINE_CHARACTERS) throw broken()
    parts.push(decodeBase64(line))
    if (line.length < BODY_LINE_CHARACTERS) return Buffer.concat(parts)
  }
}

function broken(): VaultError {
  return new VaultError('bad-header', 'This is not an age file, or its header is broken.')
}
