import { decodeBase64, encodeBase64 } from '../basics/base64.ts'
import { asEpochDay, epochDay } from './day.ts'
import { asBirth } from './birth.ts'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { broken } from './broken.ts'
import { type Certificate, type Check, CHECKED, CHECKED_HOW, type Holder, NUMBER } from './claims.ts'
import { type Es256Signer } from './es256.ts'
import { issueSdJwt, type Json, type JsonObject, presentSdJwt, readSdJwt, type SdJwt } from './sd-jwt.ts'

/** What a holder shows: that somebody declared; under which published name; or all there is. */
export const SHOWN = {
  anonymous: [],
  pseudonym: ['pseudonym', 'leaf', 'ledger_proof'],
  full: ['name', 'name_latin', 'birthdate', 'birthplace', 'pseudonym', 'leaf', 'ledger_proof'],
} as const satisfies Record<string, readonly string[]>

export type Shown = keyof typeof SHOWN

/** A certificate as a credential was read: what is not shown is not there. */
export interface Credential extends Omit<Certificate, 'holder' | 'leaf'> {
  readonly holder: Holder | null
  readonly leaf: Certificate['leaf'] | null
  /** A tlog-proof of the leaf. */
  readonly ledgerProof: Uint8Array | null
  readonly kid: Uint8Array
  readonly signature: Uint8Array
  readonly signed: Uint8Array<ArrayBuffer>
}

interface Issue {
  readonly certificate: Certificate
  readonly ledgerProof: Uint8Array
  /** The leaf certificate and the root's, in DER (RFC 7515, section 4.1.6). */
  readonly chain: readonly Uint8Array[]
  readonly salt: () => Uint8Array
}

/** The certificate as an SD-JWT VC (`dc+sd-jwt`), with every disclosure: for its holder, and for nobody else. */
export async function issueCredential(signer: Es256Signer, issue: Issue): Promise<string> {
  const { certificate, ledgerProof, chain, salt } = issue
  const { number, issuer, issued, declaration, holder, checks, leaf, status } = certificate
  const header = { typ: TYPE, kid: encodeBase64url(signer.kid), x5c: chain.map(encodeBase64) }
  const claims = {
    iss: issuer,
    iat: epochDay(issued) * DAY_SECONDS,
    vct: `${issuer}${VCT_PATH}`,
    ref: number,
    organisations: ORGANISATIONS.filter((name) => declaration.left[name]),
    received_on: declaration.received,
    registered_on: declaration.registered,
    checks: checks.map(({ what, how, day }) => ({ what, how, day })),
    status: { status_list: { idx: status.index, uri: status.uri } },
  }
  const named =
    holder.kind === 'pseudonym'
      ? { pseudonym: holder.name }
      : {
          name: holder.name,
          name_latin: holder.latin,
          birthdate: holder.born,
          birthplace: holder.birthplace,
        }
  const disclosable = {
    ...named,
    leaf: { index: leaf.index, hash: encodeBase64url(leaf.hash) },
    ledger_proof: encodeBase64(ledgerProof),
  }
  return issueSdJwt(signer, { header, claims, disclosable, salt })
}

/** What of a credential its holder shows. Throws `bad-certificate`. */
export function showCredential(token: string, shown: Shown): string {
  return presentSdJwt(token, SHOWN[shown])
}

/** Throws `bad-certificate`. The signature is not looked at. */
export function readCredential(token: string): Credential {
  const read = readSdJwt(token)
  const { claims } = read
  if (read.header['typ'] !== TYPE) throw broken('it is a token of another kind')
  const issuedAt = claims['iat']
  const issuer = asText(claims['iss'])
  if (claims['vct'] !== `${issuer}${VCT_PATH}`) throw broken('it is a credential of another kind')
  if (typeof issuedAt !== 'number' || issuedAt % DAY_SECONDS !== 0) throw broken('it has no day of issue')
  const statusList = asObject(asObject(claims['status'])['status_list'])
  const index = statusList['idx']
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) throw broken('it has no status')
  const organisations = asList(claims['organisations'])
  const left = (name: (typeof ORGANISATIONS)[number]) => organisations.includes(name)
  return {
    number: asText(claims['ref'], NUMBER),
    issuer,
    issued: asEpochDay(issuedAt / DAY_SECONDS),
    declaration: {
      left: { party: left('party'), league: left('league'), pioneers: left('pioneers') },
      received: asDay(claims['received_on']),
      registered: asDay(claims['registered_on']),
    },
    holder: holderOf(claims),
    checks: asList(claims['checks']).map(checkOf),
    leaf: leafOf(claims['leaf']),
    ledgerProof: claims['ledger_proof'] === undefined ? null : proofOf(claims['ledger_proof']),
    status: { uri: asText(statusList['uri']), index },
    kid: decodeBase64url(asText(read.header['kid'])),
    ...signatureOf(read),
  }
}

const TYPE = 'dc+sd-jwt'
const VCT_PATH = '/.well-known/vct/withdrawal'
const DAY_SECONDS = 86_400
const ORGANISATIONS = ['party', 'league', 'pioneers'] as const

function signatureOf({ signature, signed }: SdJwt): Pick<SdJwt, 'signature' | 'signed'> {
  return { signature, signed }
}

function holderOf(claims: JsonObject): Holder | null {
  const { name, name_latin: latin, birthdate, birthplace, pseudonym } = claims
  if (pseudonym !== undefined) return { kind: 'pseudonym', name: asText(pseudonym) }
  if (name === undefined) return null
  return {
    kind: 'named',
    name: asText(name),
    latin: asText(latin),
    born: asBirth(asText(birthdate)),
    birthplace: asText(birthplace, /^/),
  }
}

function leafOf(leaf: Json | undefined): Certificate['leaf'] | null {
  if (leaf === undefined) return null
  const { index, hash } = asObject(leaf)
  const bytes = decodeBase64url(asText(hash))
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || bytes.length !== 16)
    throw broken('its leaf is none')
  return { index, hash: bytes }
}

function proofOf(proof: Json): Uint8Array {
  try {
    return decodeBase64(asText(proof))
  } catch {
    throw broken('its proof is none')
  }
}

function checkOf(value: Json): Check {
  const { what, how, day } = asObject(value)
  const check = {
    what: CHECKED.find((one) => one === what),
    how: CHECKED_HOW.find((one) => one === how),
  }
  if (!check.what || !check.how) throw broken('a check that none has')
  return { what: check.what, how: check.how, day: asDay(day) }
}

function asObject(value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw broken('a part of it is missing')
  return value as JsonObject
}

function asList(value: Json | undefined): readonly Json[] {
  if (!Array.isArray(value)) throw broken('a list is missing')
  return value as readonly Json[]
}

function asText(value: Json | undefined, pattern = /\S/): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw broken('a text is missing')
  return value
}

function asDay(value: Json | undefined): string {
  return asEpochDay(epochDay(asText(value)))
}
