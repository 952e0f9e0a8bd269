import { type Cbor, type CborKey, readCbor, Tagged, writeCbor } from './cbor.ts'
import { broken } from './broken.ts'
import { type Es256Signer } from './es256.ts'

/** A signed statement in CBOR (COSE_Sign1, RFC 9052), with ES256 and the key's short name. */
export interface CoseSign1 {
  readonly kid: Uint8Array
  readonly payload: Uint8Array
  readonly signature: Uint8Array
  /** What the signature is over. */
  readonly signed: Uint8Array<ArrayBuffer>
}

export async function signCose(signer: Es256Signer, payload: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const header = headerOf(signer.kid)
  const signature = await signer.sign(toBeSigned(header, payload))
  return writeCbor(new Tagged(COSE_SIGN1, [header, new Map<CborKey, Cbor>(), payload, signature]))
}

/** Throws `bad-certificate`. The signature is not looked at. */
export function readCose(bytes: Uint8Array): CoseSign1 {
  if (bytes.length > MOST_BYTES) throw broken('it is too long for one')
  const tagged = readCbor(bytes)
  if (!(tagged instanceof Tagged) || tagged.tag !== COSE_SIGN1 || !isList(tagged.value))
    throw broken('it is no COSE_Sign1')
  const [header, open, payload, signature, more] = tagged.value
  if (!isBytes(header) || !isMap(open) || !isBytes(payload) || !isBytes(signature) || more !== undefined)
    throw broken('it is no COSE_Sign1')
  const protectedHeader = readCbor(header)
  // What nobody signed says nothing, so there is nothing of it.
  if (open.size > 0 || !isMap(protectedHeader) || protectedHeader.size !== 2)
    throw broken('it has another header')
  const kid = protectedHeader.get(KID)
  if (protectedHeader.get(ALGORITHM) !== ES256 || !isBytes(kid)) throw broken('it is not signed with ES256')
  return { kid, payload, signature, signed: toBeSigned(header, payload) }
}

/** What the digits of one code can hold, and more than any name needs. */
const MOST_BYTES = 4_096

/** RFC 9052, section 2; header parameters 1 and 4; RFC 9053, section 2.1. */
const [COSE_SIGN1, ALGORITHM, KID, ES256] = [18, 1, 4, -7]

function headerOf(kid: Uint8Array): Uint8Array {
  return writeCbor(
    new Map<CborKey, Cbor>([
      [ALGORITHM, ES256],
      [KID, kid],
    ]),
  )
}

/** Sig_structure (RFC 9052, section 4.4). */
function toBeSigned(header: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return writeCbor(['Signature1', header, new Uint8Array(0), payload])
}

function isBytes(value: Cbor | undefined): value is Uint8Array {
  return value instanceof Uint8Array
}

function isMap(value: Cbor | undefined): value is ReadonlyMap<CborKey, Cbor> {
  return value instanceof Map
}

function isList(value: Cbor): value is readonly Cbor[] {
  return Array.isArray(value)
}
