import { readBirth, writeBirth } from './birth.ts'
import { asEpochDay, epochDay } from './day.ts'
import { broken } from './broken.ts'
import { type Cbor, type CborKey, readCbor, writeCbor } from './cbor.ts'
import { type Certificate, type Check, CHECKED, CHECKED_HOW, type Holder, NUMBER } from './claims.ts'

/**
 * The claims in CBOR, for the paper: a CWT (RFC 8392) with issuer, day of issue and place in the status list as these have
 * them, and the rest under one private key, with numbers for names. Some 210 bytes with a name in Chinese and in Latin letters.
 */
export function writeCompact(certificate: Certificate): Uint8Array<ArrayBuffer> {
  const { number, issuer, issued, declaration, holder, checks, leaf, status } = certificate
  const { party, league, pioneers } = declaration.left
  const own = new Map<CborKey, Cbor>([
    [FIELD.number, number],
    [FIELD.left, Number(party) + 2 * Number(league) + 4 * Number(pioneers)],
    [FIELD.received, epochDay(declaration.received)],
    [FIELD.registered, epochDay(declaration.registered)],
    [FIELD.holder, writeHolder(holder)],
    [FIELD.leaf, [leaf.index, leaf.hash]],
    [FIELD.checks, checks.map(writeCheck)],
  ])
  return writeCbor(
    new Map<CborKey, Cbor>([
      [CWT.issuer, issuer],
      [CWT.issuedAt, epochDay(issued) * DAY_SECONDS],
      [
        CWT.status,
        new Map([
          [
            'status_list',
            new Map<CborKey, Cbor>([
              ['idx', status.index],
              ['uri', status.uri],
            ]),
          ],
        ]),
      ],
      [OWN, own],
    ]),
  )
}

/** Throws `bad-certificate`. */
export function readCompact(bytes: Uint8Array): Certificate {
  const claims = asMap(readCbor(bytes), 4)
  const own = asMap(claims.get(OWN), 7)
  const statusList = asMap(asMap(claims.get(CWT.status), 1).get('status_list'), 2)
  const issuedAt = asNumber(claims.get(CWT.issuedAt))
  const left = asNumber(own.get(FIELD.left))
  const [index, hash, more] = asList(own.get(FIELD.leaf))
  if (issuedAt % DAY_SECONDS !== 0 || left > 7 || more !== undefined) throw broken('a value that none has')
  return {
    number: asText(own.get(FIELD.number), NUMBER),
    issuer: asText(claims.get(CWT.issuer)),
    issued: asEpochDay(issuedAt / DAY_SECONDS),
    declaration: {
      left: { party: (left & 1) !== 0, league: (left & 2) !== 0, pioneers: (left & 4) !== 0 },
      received: asEpochDay(asNumber(own.get(FIELD.received))),
      registered: asEpochDay(asNumber(own.get(FIELD.registered))),
    },
    holder: readHolder(asList(own.get(FIELD.holder))),
    checks: asList(own.get(FIELD.checks)).map((check) => readCheck(asList(check))),
    leaf: { index: asNumber(index), hash: asBytes(hash) },
    status: { uri: asText(statusList.get('uri')), index: asNumber(statusList.get('idx')) },
  }
}

/** RFC 8392, section 3.1, and the Token Status List's claim of a CWT. */
const CWT = { issuer: 1, issuedAt: 6, status: 65_535 }
/** A key for private use is less than -65536 (RFC 8392, section 9.1). */
const OWN = -65_537
const FIELD = { number: 1, left: 2, received: 3, registered: 4, holder: 5, leaf: 6, checks: 7 }
const DAY_SECONDS = 86_400

function writeHolder(holder: Holder): Cbor {
  if (holder.kind === 'pseudonym') return [holder.name]
  return [holder.name, holder.latin, writeBirth(holder.born), holder.birthplace]
}

function readHolder(parts: readonly Cbor[]): Holder {
  const [name, latin, born, birthplace] = parts
  if (parts.length === 1) return { kind: 'pseudonym', name: asText(name) }
  if (parts.length !== 4) throw broken('a holder that none has')
  return {
    kind: 'named',
    name: asText(name),
    latin: asText(latin),
    born: readBirth(born),
    birthplace: asText(birthplace, /^/),
  }
}

function writeCheck({ what, how, day }: Check): Cbor {
  return [CHECKED.indexOf(what), CHECKED_HOW.indexOf(how), epochDay(day)]
}

function readCheck(parts: readonly Cbor[]): Check {
  const [what, how, day] = parts.map(asNumber)
  const check = { what: CHECKED[what ?? -1], how: CHECKED_HOW[how ?? -1] }
  if (parts.length !== 3 || !check.what || !check.how) throw broken('a check that none has')
  return { what: check.what, how: check.how, day: asEpochDay(day ?? 0) }
}

function asMap(value: Cbor | undefined, size: number): ReadonlyMap<CborKey, Cbor> {
  if (!(value instanceof Map) || value.size !== size) throw broken('claims are missing, or there are others')
  return value
}

function asList(value: Cbor | undefined): readonly Cbor[] {
  if (!Array.isArray(value)) throw broken('a list is missing')
  return value as readonly Cbor[]
}

/** A day of birth before 1970 is a negative number. */
function asNumber(value: Cbor | undefined): number {
  if (typeof value !== 'number') throw broken('a number is missing')
  return value
}

function asText(value: Cbor | undefined, pattern = /\S/): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw broken('a text is missing')
  return value
}

function asBytes(value: Cbor | undefined): Uint8Array {
  if (!(value instanceof Uint8Array) || value.length !== 16) throw broken('a hash is missing')
  return value
}
