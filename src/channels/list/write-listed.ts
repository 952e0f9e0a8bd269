import { fold } from './fold.ts'
import { passes } from './headings.ts'
import { gluedRelation, noteOf, relationOf } from './names.ts'
import { numberingOf } from './numbering.ts'
import { gluedIn, statementOf } from './organisations.ts'
import { type Listed } from './reading.ts'

const BASIS_WORDS = { self: '本人', relative: '亲属', deceased: '已故', asked: '朋友' } as const
const KIND_WORDS = { real: '真名', pseudonym: '化名' } as const

/** Somebody of a list as a line that reads as the same person again, wherever she stood. */
export function writeListed({ name, left, basis, nameKind }: Listed): string {
  const said = left && `${left.party ? '退党' : ''}${left.league ? '退团' : ''}${left.pioneers ? '退队' : ''}`
  return [
    isPlain(name) ? name : `“${name}”`,
    basis ? `（${BASIS_WORDS[basis]}）` : '',
    nameKind ? `（${KIND_WORDS[nameKind]}）` : '',
    said ? `，${said}` : '',
  ].join('')
}

/** Whether a name alone on a line is read as just that. Any other is written in quotes, within which nothing is looked for. */
function isPlain(name: string): boolean {
  const folded = fold(name)
  return (
    /^[\p{Script=Han}&&\p{L}]{2,4}$/v.test(name) &&
    statementOf(folded) === null &&
    gluedIn(folded).length === 0 &&
    gluedRelation(folded) === undefined &&
    relationOf(folded) === undefined &&
    noteOf(folded) === undefined &&
    numberingOf(folded) === null &&
    passes(folded) === null
  )
}
