import { isBase64Of32 } from '../basics/base64.ts'
import { type Span, utf8 } from '../basics/bytes.ts'
import { asCommitment } from './commitment.ts'
import type { Organisations, Person } from './leaf.ts'
import { textOf } from './leaf-lines.ts'

/**
 * Whose leaf these bytes are; undefined where they are another leaf, or none.
 *
 * Nearly every leaf is a person's, and all of these are alike but for three digits and the commitment: so they are
 * compared byte by byte with what the writer makes of nobody in particular, and no text is made of any of them.
 */
export function personIn(bytes: Uint8Array, { start, end }: Span): Person | undefined {
  const form = FORMS.get(end - start)
  if (!form) return undefined
  const { bare, mask, commitmentAt } = form
  for (let at = 0; at < commitmentAt; at++) {
    if (((bytes[start + at] ?? 0) & (mask[at] ?? 0)) !== bare[at]) return undefined
  }
  if (bytes[end - 1] !== LINE_FEED || !isBase64Of32(bytes, start + commitmentAt)) return undefined
  let who = 0
  for (const at of form.digits) who = who * 2 + ((bytes[start + at] ?? 0) & 1)
  return form.people[who]
}

/** Where the base64 of the commitment lies in the leaf of a person. */
export function commitmentSpan(leaf: Uint8Array): Span {
  return { start: leaf.length - 1 - COMMITMENT_CHARACTERS, end: leaf.length - 1 }
}

interface Form {
  /** The leaf of somebody who left none. */
  readonly bare: Uint8Array
  /** The bits that every leaf of this kind has in common. */
  readonly mask: Uint8Array
  /** Where a digit says whether an organisation was left: `party`, `league`, `pioneers`. */
  readonly digits: readonly number[]
  /** By these digits, read as one number of base two. */
  readonly people: readonly Person[]
  readonly commitmentAt: number
}

const LINE_FEED = 0x0a
const COMMITMENT_CHARACTERS = 44
/** `0` and `1` differ in their last bit. */
const ALL_BUT_THE_LAST = 0xfe
const ALL = 0xff

/** By their length in bytes, which says which kind a leaf can be. */
const FORMS: ReadonlyMap<number, Form> = new Map(
  (['add', 'import'] as const).map(formOf).map((form) => [form.bare.length, form]),
)

function formOf(kind: Person['kind']): Form {
  const commitment = asCommitment(new Uint8Array(32))
  const written = (left: Organisations) => utf8(textOf({ kind, left, commitment }))
  const bare = written(leftBy(0))
  const full = written(leftBy(7))
  const places = [...bare.keys()]
  return {
    bare,
    mask: bare.map((octet, at) => (octet === full[at] ? ALL : ALL_BUT_THE_LAST)),
    digits: places.filter((at) => bare[at] !== full[at]),
    people: [0, 1, 2, 3, 4, 5, 6, 7].map((who) => ({ kind, left: leftBy(who) })),
    commitmentAt: commitmentSpan(bare).start,
  }
}

function leftBy(who: number): Organisations {
  return { party: (who & 4) > 0, league: (who & 2) > 0, pioneers: (who & 1) > 0 }
}
