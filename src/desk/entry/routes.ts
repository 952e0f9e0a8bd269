import * as v from 'valibot'
import { asksFrom, RULES } from '#approvals'
import { wholeNumber } from '#parse'
import { type Entry, readEntry } from '#register'
import { askCorrection, correctedVersion } from '#review'
import { type Area, call } from '../shell/contract.ts'
import { changesSomething, isCorrectionOf } from './is-correction.ts'

const number = wholeNumber({ min: 1 })

/** One public entry by its number, and what can be put right about it. */
export const entry = {
  page: { path: '/entry', standing: 'admitted', title: 'desk-entry-title', nav: 'desk-nav-entry' },
  calls: {
    entry: call({
      path: '/api/entry',
      standing: 'admitted',
      body: v.strictObject({ number }),
      answer: async ({ deps }, asked) => {
        const found = await readEntry(deps.db, asked.number)
        return { entry: found ? shown(found) : null }
      },
    }),

    entryCorrect: call({
      path: '/api/entry/correct',
      standing: 'admitted',
      roles: RULES.correction.asks,
      maxBytes: 256 * 1024,
      body: v.strictObject({ number, version: correctedVersion }),
      answer: async ({ deps, session: { member, passkey, roles } }, correction) => {
        const standing = await readEntry(deps.db, correction.number)
        const said = correction.version
        if (!standing || !isCorrectionOf(standing, said) || !changesSomething(standing, said))
          return { outcome: 'refused' as const }
        const branch = asksFrom({ kind: 'correction' }, roles, null)
        if (branch === null) return { outcome: 'not-allowed' as const }
        return askCorrection(deps, { by: { member, passkey, branch }, ...correction })
      },
    }),
  },
} satisfies Area

/** What the register shows of it, and nothing of what it has besides. */
function shown(entry: Entry) {
  const { number: its, kind, refersTo, day, place, language, certifiable, words, lines, later, links } = entry
  return {
    number: its,
    kind,
    refersTo,
    day,
    place,
    language,
    shown: entry.shown,
    certifiable,
    words,
    lines: lines.map(({ position, name, nameKind, basis, party, league, pioneers, withdrawn }) => ({
      position,
      name,
      nameKind,
      basis,
      party,
      league,
      pioneers,
      withdrawn,
    })),
    later: later.map((one) => ({ number: one.number, kind: one.kind, day: one.day })),
    links: { to: links.to, from: links.from },
  }
}
