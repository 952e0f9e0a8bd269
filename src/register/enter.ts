import { type Day } from '#basics'
import { type Transaction } from '#db'
import { type Acceptance } from '#review'
import {
  drawNextNumber,
  findNumber,
  findPositions,
  findStandingPositions,
  insertEntry,
  insertLines,
  insertProvenance,
  insertWithdrawnLines,
  lockNumbering,
} from './store.ts'

export type Entered = { outcome: 'entered'; number: number } | { outcome: 'nothing-to-enter' }

type Of<Kind extends Acceptance['kind']> = Extract<Acceptance, { kind: Kind }>

/**
 * Enter an acceptance in the register, under the next number.
 *
 * Entries are only ever added: a correction restates lines of an earlier declaration, a withdrawal
 * names those that stand no longer, and both have numbers of their own.
 */
export function enter(tx: Transaction, acceptance: Acceptance, day: Day): Promise<Entered> {
  switch (acceptance.kind) {
    case 'declaration':
      return enterDeclaration(tx, acceptance, day)
    case 'correction':
      return enterCorrection(tx, acceptance, day)
    case 'withdrawal':
      return enterWithdrawal(tx, acceptance, day)
  }
}

async function enterDeclaration(tx: Transaction, acceptance: Of<'declaration'>, day: Day): Promise<Entered> {
  const { version, submission, received, channel } = acceptance
  if ((await findNumber(tx, submission)) !== undefined) return { outcome: 'nothing-to-enter' }
  const number = await drawNextNumber(tx)
  const { words, place, language, shown, certifiable, counted, linksTo } = version
  await insertEntry(tx, {
    number,
    kind: 'declaration',
    refers_to: null,
    day,
    received,
    channel,
    words,
    place,
    language,
    vetted: true,
    counted,
    shown,
    certifiable,
    uncounted_reason: counted ? null : 'repeated',
    links_to: linksTo !== undefined && (await findPositions(tx, linksTo)).length > 0 ? linksTo : null,
  })
  await insertLines(tx, { declaration: number, number, people: version.people })
  await insertProvenance(tx, { submission, number })
  return { outcome: 'entered', number }
}

async function enterCorrection(tx: Transaction, acceptance: Of<'correction'>, day: Day): Promise<Entered> {
  const { version, refersTo, received, channel } = acceptance
  const positions = new Set(await findPositions(tx, refersTo))
  const people = version.people.filter((line) => positions.has(line.position))
  // A correction restates people; it can add none, or it would be a way into the count past review.
  if (positions.size === 0 || people.length < version.people.length) return { outcome: 'nothing-to-enter' }
  const number = await drawNextNumber(tx)
  const { words, place, language, shown, certifiable } = version
  await insertEntry(tx, {
    number,
    kind: 'correction',
    refers_to: refersTo,
    day,
    received,
    channel,
    words,
    place,
    language,
    vetted: true,
    counted: false,
    shown,
    certifiable,
    uncounted_reason: null,
  })
  await insertLines(tx, { declaration: refersTo, number, people })
  return { outcome: 'entered', number }
}

async function enterWithdrawal(tx: Transaction, acceptance: Of<'withdrawal'>, day: Day): Promise<Entered> {
  const { submission, received, channel } = acceptance
  const declaration = await findNumber(tx, submission)
  if (declaration === undefined) return { outcome: 'nothing-to-enter' }
  // Under the numbering's lock nobody else can withdraw the same lines meanwhile.
  await lockNumbering(tx)
  const positions = await findStandingPositions(tx, declaration)
  if (positions.length === 0) return { outcome: 'nothing-to-enter' }
  const number = await drawNextNumber(tx)
  await insertEntry(tx, {
    number,
    kind: 'withdrawal',
    refers_to: declaration,
    day,
    received,
    channel,
    words: null,
    place: null,
    language: null,
    vetted: true,
    counted: false,
    shown: true,
    certifiable: false,
    uncounted_reason: null,
  })
  await insertWithdrawnLines(tx, { declaration, number, positions })
  return { outcome: 'entered', number }
}
