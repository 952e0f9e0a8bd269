import { type Entry } from '#register'
import { type PublicVersion } from '#review'
import { isRedactionOf } from '../shell/redaction.ts'

/** A colleague is not asked to look at nothing. */
export function changesSomething(entry: Entry, version: PublicVersion): boolean {
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
export function isCorrectionOf(entry: Entry, version: PublicVersion): boolean {
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
