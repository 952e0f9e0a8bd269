import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import * as files from 'cctv-age'
import { Secret } from '#basics'
import { headerMac, parseHeader } from './age-header.ts'
import { openPayload } from './age-payload.ts'
import { identityFromSeed, readIdentity } from './identity.ts'
import { openFile } from './open-file.ts'
import { type VaultErrorCode, VaultError } from './vault-error.ts'

// C2SP CCTV test vectors, made with the Go implementation of age.
interface Vector {
  name: string
  expect: string
  identity: string | undefined
  fileKey: Uint8Array
  payloadHash: string | undefined
  armored: boolean
  file: Uint8Array
}

const CODES: Record<string, VaultErrorCode> = {
  'header failure': 'bad-header',
  'HMAC failure': 'bad-mac',
  'no match': 'no-match',
  'payload failure': 'bad-payload',
}

/** Vectors that another reader of age files opens or judges otherwise, and how this one refuses them. */
const REFUSED_BY_CHOICE: Record<string, [VaultErrorCode, string]> = {
  armor_hybrid: ['bad-header', 'we store binary files; there is no armor'],
  hybrid_and_x25519: ['several-recipients', 'a second recipient'],
  hybrid_grease: ['several-recipients', 'stanzas of no known type'],
  hybrid_multiple_recipients: ['several-recipients', 'a second recipient'],
  hybrid_x25519_arg: ['no-match', 'about the syntax of an X25519 stanza, which to us is merely not ours'],
}

const vectors = Object.entries(files).map(([name, bytes]) => readVector(name, bytes))
const hybrid = vectors.filter(({ identity }) => identity !== undefined)
const oneStanza = hybrid.filter(({ name }) => !(name in REFUSED_BY_CHOICE))

test('the vectors are all here', () => {
  assert.equal(hybrid.length, 19)
  assert.equal(oneStanza.length, 14)
  assert.equal(whole.length, 33)
  assert.equal(brokenHeaders.length, 23)
})

for (const vector of oneStanza) {
  test(`${vector.name}: ${vector.expect}, as the Go implementation has it`, () => {
    if (vector.expect !== 'success') return refused(vector, CODES[vector.expect])
    return assert.equal(hash('sha256', open(vector)), vector.payloadHash)
  })
}

for (const [name, [code, why]] of Object.entries(REFUSED_BY_CHOICE)) {
  test(`${name} is refused: ${why}`, () =>
    refused(
      hybrid.find((vector) => vector.name === name),
      code,
    ))
}

// Vectors for other kinds of key say what their file key is: header, MAC and payload can be judged with it.
const whole = vectors.filter(({ name, expect, armored }) => {
  return !armored && (expect === 'success' || expect === 'payload failure') && !name.startsWith('hybrid')
})

for (const { name, expect, fileKey, file, payloadHash } of whole) {
  test(`${name}: header and payload are read as the Go implementation reads them`, () => {
    const header = parseHeader(file)
    assert.deepEqual(Buffer.from(header.mac), headerMac(fileKey, header.covered))
    const payload = file.subarray(header.sizeBytes)
    if (expect === 'success') assert.equal(hash('sha256', openPayload(fileKey, payload)), payloadHash)
    else assert.throws(() => openPayload(fileKey, payload), isCode('bad-payload'))
  })
}

const brokenHeaders = vectors.filter(({ name, expect, armored }) => {
  return !armored && expect === 'header failure' && !/^(hybrid|scrypt|x25519)/.test(name)
})

for (const { name, file, fileKey } of brokenHeaders) {
  test(`${name}: the header is refused`, () => {
    const readAll = () => openPayload(fileKey, file.subarray(parseHeader(file).sizeBytes))
    assert.throws(readAll, isCode('bad-header'))
  })
}

function open({ identity = '', file }: Vector): Uint8Array {
  return openFile(identityFromSeed(readIdentity(new Secret(identity))), file)
}

function refused(vector: Vector | undefined, code: VaultErrorCode | undefined): void {
  assert.ok(vector && code)
  assert.throws(() => open(vector), isCode(code))
}

function isCode(code: VaultErrorCode) {
  return (error: unknown) => error instanceof VaultError && error.code === code
}

/** `key: value` lines, an empty line, the file (CCTV age/README.md). */
function readVector(name: string, bytes: Uint8Array): Vector {
  const text = Buffer.from(bytes).toString('latin1')
  const end = text.indexOf('\n\n')
  const lines = text
    .slice(0, end)
    .split('\n')
    .map((line): [string, string] => {
      const [key = '', ...value] = line.split(': ')
      return [key, value.join(': ')]
    })
  const facts = new Map(lines)
  const body = bytes.subarray(end + 2)
  return {
    name,
    expect: facts.get('expect') ?? '',
    identity: lines.find(([key, value]) => key === 'identity' && value.startsWith('AGE-SECRET-KEY-PQ-'))?.[1],
    fileKey: Buffer.from(facts.get('file key') ?? '', 'hex'),
    payloadHash: facts.get('payload'),
    armored: facts.get('armored') === 'yes',
    file: facts.get('compressed') === 'zlib' ? inflateSync(body) : body,
  }
}
