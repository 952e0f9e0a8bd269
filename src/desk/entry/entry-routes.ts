import { asksFrom } from '#approvals'
import { type Entry, readEntry } from '#register'
import { askCorrection, type PublicVersion, readPublicVersion } from '#review'
import { type Handlers } from '../old/handlers.ts'
import { object, readBody, type Reader, wholeNumber } from '../old/read-body.ts'
import { isRedactionOf } from '../shell/redaction.ts'
import { type CorrectReply } from '../old/wire.ts'

const version: Reader<PublicVersion> = (value) => readPublicVersion(value, 'any') ?? undefined

export function entryRoutes(): Pick<Handlers, 'entryCorrect'> {
  return {
    entryCorrect: async (c) => {
      const number = wholeNumber({ min: 1, max: Number.MAX_SAFE_INTEGER })
      const body = await readBody(c, object({ number, version }), 256 * 1024)
      if (body.outcome === 'answered') return body.answer
      const deps = c.get('deps')
      const { member, passkey, roles } = c.get('session')
      const entry = await readEntry(deps.db, body.value.number)
      if (
        !entry ||
        !isCorrectionOf(entry, body.value.version) ||
        !changesSomething(entry, body.value.version)
      )
        return c.json<CorrectReply>({ outcome: 'refused' })
      const branch = asksFrom({ kind: 'correction' }, roles, null)
      if (branch === null) return c.json({ outcome: 'not-allowed' }, 403)
      const by = { member, passkey, branch }
      return c.json<CorrectReply>(await askCorrection(deps, { by, ...body.value }))
    },
  }
}

/** A colleague is not asked to look at nothing. */
function changesSomething(entry: Entry, version: PublicVersion): boolean {
  const said = ({ position, name, party, league, pioneers }: PublicVersion['people'][number]) =>
    JSON.stringify([position, name, party, league, pioneers])
  const standing = new Set(entry.lines.map(said))
  return version.words !== entry.words || version.people.some((line) => !standing.has(said(line)))
}

/**
 * A correction retypes names and organisations, and may hide more of the words. It never puts words into
 * the declarant's mouth, never shows what was only counted or a name that was withheld, and never touches
 * a person who is not there.
 */
function isCorrectionOf(entry: Entry, version: PublicVersion): boolean {
  const standing = new Map(entry.lines.filter((line) => !line.withdrawn).map((line) => [line.position, line]))
  return (
    entry.kind === 'declaration' &&
    isRedactionOf(entry.words, version.words) &&
    version.shown === entry.shown &&
    version.certifiable === entry.certifiable &&
    version.place === entry.place &&
    version.language === entry.language &&
    version.people.every(({ position, name }) => {
      const line = standing.get(position)
      return line !== undefined && (line.name !== null || name === null)
    })
  )
}
