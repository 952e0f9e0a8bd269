import { utf8 } from '../basics/bytes.ts'
import { sha256 } from '#sha256'
import { broken } from './broken.ts'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { type Es256Signer } from './es256.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** A signed set of claims, some of which are shown only by whoever has their disclosures (SD-JWT, RFC 9901). */
export interface SdJwt {
  readonly header: JsonObject
  readonly signature: Uint8Array
  /** What the signature is over. */
  readonly signed: Uint8Array<ArrayBuffer>
  /** The claims, with what is disclosed in its place. */
  readonly claims: JsonObject
  /** The names of what is disclosed. */
  readonly disclosed: readonly string[]
}

interface Issue {
  readonly header: JsonObject
  readonly claims: JsonObject
  /** What its holder may show or not, claim by claim. */
  readonly disclosable: JsonObject
  /** Sixteen bytes of chance for each: without them a name could be found from its hash. */
  readonly salt: () => Uint8Array
}

/** An SD-JWT with all of its disclosures, and a `~` after each. */
export async function issueSdJwt(signer: Es256Signer, issue: Issue): Promise<string> {
  const disclosures = Object.entries(issue.disclosable).map(([name, value]) =>
    encodeJson([encodeBase64url(issue.salt()), name, value]),
  )
  // Sorted, so that their order says nothing of which is which (RFC 9901, section 4.2.4.1).
  const _sd = disclosures.map(digestOf).toSorted((a, b) => (a < b ? -1 : 1))
  const payload = { ...issue.claims, _sd, _sd_alg: 'sha-256' }
  const signed = `${encodeJson({ ...issue.header, alg: 'ES256' })}.${encodeJson(payload)}`
  const jwt = `${signed}.${encodeBase64url(await signer.sign(utf8(signed)))}`
  return [jwt, ...disclosures, ''].join('~')
}

/** The same, with the disclosures of these claims and of no others: what its holder hands over. Throws `bad-certificate`. */
export function presentSdJwt(token: string, names: readonly string[]): string {
  const { jwt, disclosures } = split(token)
  const kept = disclosures.filter((disclosure) => names.includes(readDisclosure(disclosure).name))
  return [jwt, ...kept, ''].join('~')
}

/**
 * Reads a presentation. A disclosure that none of the hashes stands for is refused, and not passed over: otherwise anybody could
 * add one (RFC 9901, section 7.1). Throws `bad-certificate`. The signature is not looked at.
 */
export function readSdJwt(token: string): SdJwt {
  const { jwt, disclosures } = split(token)
  const [head = '', body = '', tail = '', more] = jwt.split('.')
  if (more !== undefined || tail === '') throw broken('it is no SD-JWT')
  const header = decodeJson(head)
  const { _sd, _sd_alg, ...claims } = decodeJson(body)
  if (header['alg'] !== 'ES256') throw broken('it is not signed with ES256')
  if (_sd_alg !== 'sha-256' || !isTexts(_sd) || new Set(_sd).size !== _sd.length)
    throw broken('it does not say what can be disclosed')
  const digests = new Set(_sd)
  const disclosed: Record<string, Json> = {}
  for (const disclosure of disclosures) {
    const { name, value } = readDisclosure(disclosure)
    if (!digests.delete(digestOf(disclosure))) throw broken('something was added to it')
    if (name === '_sd' || name === '...' || Object.hasOwn(claims, name) || Object.hasOwn(disclosed, name))
      throw broken('something in it is said twice')
    disclosed[name] = value
  }
  return {
    header,
    signature: decodeBase64url(tail),
    signed: utf8(`${head}.${body}`),
    claims: { ...claims, ...disclosed },
    disclosed: Object.keys(disclosed),
  }
}

/** The parts before and between the `~`. Nothing is bound to a holder's key, so nothing stands after the last one. */
function split(token: string): { jwt: string; disclosures: string[] } {
  if (token.length > MOST_CHARACTERS) throw broken('it is too long for one')
  const [jwt = '', ...rest] = token.trim().split('~')
  if (rest.pop() !== '' || rest.length > MOST_DISCLOSURES) throw broken('it is no SD-JWT')
  return { jwt, disclosures: rest }
}

const MOST_DISCLOSURES = 64
/** Five thousand is much. */
const MOST_CHARACTERS = 262_144

function readDisclosure(disclosure: string): { name: string; value: Json } {
  const read = parse(disclosure)
  if (!Array.isArray(read) || read.length !== 3) throw broken('a disclosure is none')
  const [salt, name, value] = read as readonly Json[]
  if (typeof salt !== 'string' || typeof name !== 'string' || value === undefined)
    throw broken('a disclosure is none')
  return { name, value }
}

function digestOf(disclosure: string): string {
  return encodeBase64url(sha256(utf8(disclosure)))
}

function encodeJson(value: Json): string {
  return encodeBase64url(utf8(JSON.stringify(value)))
}

function decodeJson(text: string): JsonObject {
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw broken('it has no claims')
  return value as JsonObject
}

function parse(text: string): Json {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64url(text))) as Json
  } catch {
    throw broken('a part of it is no JSON')
  }
}

function isTexts(value: Json | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}
