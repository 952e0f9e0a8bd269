import { sign } from 'node:crypto'
import * as fs from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '#basics'
import { type Issuers, readIssuers, signedPart, writeIssuers } from '#proof'
import { notVouchedFor } from '#proof-issuers'
import { IssuerError } from '../error.ts'
import { ISSUERS_FILE } from '../issuers-file.ts'
import { issuersOf, loadIssuingKeys } from './keys.ts'
import { readRoot } from './root.ts'

/** The newest list that the root has signed, beside the keys. */
const SIGNED_FILE = 'signed-issuers.json'

interface Ours {
  /** The centre's address. */
  readonly issuer: string
  readonly folder: {
    get(path: string): Uint8Array | undefined
    put(files: Map<string, Uint8Array>): void
  }
}

/**
 * The list as it is now, for the root to sign: with the next number, the days of each key, which of them is lost, and the keys of
 * the ledger as that is published. Throws {@link IssuerError} `no-key`.
 */
export function draftIssuers(directory: string, { issuer, folder }: Ours): string {
  const ledger = Buffer.from(folder.get('log/vkey') ?? [])
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
  const now = issuersOf(loadIssuingKeys(directory), { issuer, ledger })
  if (!now) throw new IssuerError('no-key', 'there is no key: "exeunt issuer request" makes the first one')
  return writeIssuers({ ...now, number: (signedIssuers(directory)?.number ?? 0) + 1 })
}

/** Sign a list, where the root lies. Throws {@link IssuerError} `refused` at one that this root does not certify the keys of. */
export function signIssuers(rootFile: string, draft: string): Issuers {
  const { key, fingerprint } = readRoot(rootFile)
  const list = { ...listIn(draft), signature: null }
  const signed = {
    ...list,
    signature: new Uint8Array(sign('sha256', signedPart(list), { key, dsaEncoding: 'ieee-p1363' })),
  }
  refuseUnless(signed, fingerprint)
  return signed
}

/** Take a list that the root has signed: of our keys as they are now, and with a higher number than the last. */
export function installIssuers(directory: string, text: string, ours: Ours): Issuers {
  const list = listIn(text)
  const now = issuersOf(loadIssuingKeys(directory), { issuer: ours.issuer, ledger: list.ledger })
  if (!now) throw new IssuerError('no-key', 'there is no key: "exeunt issuer request" makes the first one')
  refuseUnless(list, now.root)
  const before = signedIssuers(directory)
  if (before && list.number <= before.number)
    throw new IssuerError('refused', `list ${before.number} is there already: have a higher one signed`)
  if (!isAsNow(list, now))
    throw new IssuerError('refused', 'it is not of the keys as they are now: draft it anew')
  writeDurably(join(directory, SIGNED_FILE), text, 0o644)
  publishIssuers(directory, ours)
  return list
}

/**
 * Put the list where the site takes it from: the page that verifies has it pinned inside. As the root has signed it, or, where a
 * key was added or lost since, as it is now: then nobody who goes by the root's fingerprint believes it before it is signed.
 */
export function publishIssuers(directory: string, { issuer, folder }: Ours): void {
  const signed = signedIssuers(directory)
  const now = issuersOf(loadIssuingKeys(directory), { issuer, ledger: signed?.ledger ?? [] })
  if (!now) return
  const list = signed && isAsNow(signed, now) ? signed : { ...now, number: signed?.number ?? 0 }
  folder.put(new Map([[ISSUERS_FILE, Buffer.from(writeIssuers(list))]]))
}

function signedIssuers(directory: string): Issuers | null {
  const path = join(directory, SIGNED_FILE)
  return fs.existsSync(path) ? readIssuers(fs.readFileSync(path)) : null
}

function isAsNow(list: Issuers, now: Issuers): boolean {
  return Buffer.compare(signedPart(list), signedPart({ ...now, number: list.number })) === 0
}

function listIn(text: string): Issuers {
  try {
    return readIssuers(Buffer.from(text))
  } catch {
    throw new IssuerError('refused', 'this is no list of issuers: it is made with "exeunt issuer draft"')
  }
}

function refuseUnless(list: Issuers, fingerprint: string): void {
  const why = notVouchedFor(list, fingerprint)
  if (why === 'not-signed') throw new IssuerError('refused', 'the root has not signed this list')
  if (why) throw new IssuerError('refused', 'the list has keys or days that this root has not certified')
}
