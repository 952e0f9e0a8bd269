import { sameBytes, utf8 } from '../basics/bytes.ts'
import { readJson, type Json } from '../log/json.ts'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { broken } from './broken.ts'
import { epochDay } from './day.ts'
import { type Es256Key } from './es256.ts'

/**
 * Whose signatures are believed: pinned in the page that verifies, printed by its root's fingerprint, and never taken from a
 * certificate. A key that signs no more stays in it, for what it has signed.
 */
export interface Issuers {
  /** Counts up with each list that the root signs: whoever has seen one believes none with a lower number. 0: not signed. */
  readonly number: number
  /** The centre's address. */
  readonly issuer: string
  /** SHA-256 of the root's certificate in DER, in hexadecimal digits: printed on every certificate. */
  readonly root: string
  /** The root's certificate itself, base64: by it whoever knows the fingerprint can follow every key of the list. */
  readonly rootX5c: string
  /** Made for trying things out: nothing that it signs is a certificate of anybody. */
  readonly sample: boolean
  readonly keys: readonly IssuerKey[]
  /** Verifier keys of the ledger. */
  readonly ledger: readonly string[]
  /** The root's ES256 signature over {@link signedPart}; null while it has signed no list. */
  readonly signature: Uint8Array | null
}

export interface IssuerKey {
  readonly kid: Uint8Array
  readonly key: Es256Key
  /** The days on which it signs: what it has signed stays good after them. */
  readonly from: string
  readonly to: string
  /** The day on which it fell into other hands, if it did: nothing of it is good without being issued anew. */
  readonly lost: string | null
  /** Its certificate by the root, in DER, base64. */
  readonly x5c: string
}

export function writeIssuers(issuers: Issuers): string {
  const { signature } = issuers
  return written({ ...fieldsOf(issuers), signature: signature && encodeBase64url(signature) })
}

/** What the root signs: the whole list but the signature, as it is written. */
export function signedPart(issuers: Issuers): Uint8Array<ArrayBuffer> {
  return utf8(written(fieldsOf(issuers)))
}

function fieldsOf({ number, issuer, root, rootX5c, sample, keys, ledger }: Issuers): object {
  const rows = keys.map(({ kid, key, from, to, lost, x5c }) => ({
    kid: encodeBase64url(kid),
    x: encodeBase64url(key.x),
    y: encodeBase64url(key.y),
    from,
    to,
    lost,
    x5c,
  }))
  const logs = ledger.map((vkey) => ({ vkey }))
  return { format: FORMAT, number, issuer, root, rootX5c, sample, keys: rows, ledger: logs }
}

function written(fields: object): string {
  return `${JSON.stringify(fields, null, 2)}\n`
}

/** Throws `bad-published` or `bad-certificate`. */
export function readIssuers(bytes: Uint8Array): Issuers {
  const json = readJson(bytes)
  if (json.text('format') !== FORMAT) throw broken('the list of issuers is of another kind')
  const root = json.text('root')
  if (!/^[0-9a-f]{64}$/.test(root)) throw broken('the list of issuers names no root')
  const signature = json.textOrNull('signature')
  return {
    number: json.number('number'),
    issuer: json.text('issuer'),
    root,
    rootX5c: json.text('rootX5c'),
    sample: json.flag('sample'),
    keys: json.list('keys').map(keyOf),
    ledger: json.list('ledger').map((log) => log.text('vkey')),
    signature: signature === null ? null : decodeBase64url(signature),
  }
}

export function findIssuerKey({ keys }: Issuers, kid: Uint8Array): IssuerKey | undefined {
  return keys.find((key) => sameBytes(key.kid, kid))
}

const FORMAT = 'exeunt-issuers/v2'

function keyOf(json: Json): IssuerKey {
  const [from, to, lost] = [json.text('from'), json.text('to'), json.textOrNull('lost')]
  if (epochDay(from) > epochDay(to)) throw broken('a key of the list ends before it begins')
  if (lost !== null) epochDay(lost)
  return {
    kid: decodeBase64url(json.text('kid')),
    key: { x: decodeBase64url(json.text('x')), y: decodeBase64url(json.text('y')) },
    from,
    to,
    lost,
    x5c: json.text('x5c'),
  }
}
