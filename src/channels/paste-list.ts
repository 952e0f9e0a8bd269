import { type Draft, type DraftPerson } from './draft.ts'
import { PEOPLE_MAX } from './submission.ts'
import { cleanName } from './text.ts'

/**
 * Turn the pasted list into people: one a line, or several with 、 between them.
 *
 * What stands behind a comma or tab and names organisations in one of the ways collectors write
 * it (党团队, 退黨, 团队 …) is taken for that line; the ticks beside the box hold for all others.
 * People beyond the most that one form may hold stay in the box, so that nothing typed is lost.
 */
export function pasteList(draft: Draft): Draft {
  const lines = draft.list.split(/[\n、]/).filter((line) => cleanName(line) !== '')
  const typed = draft.people.filter((person) => cleanName(person.name) !== '')
  const room = PEOPLE_MAX - typed.length
  const people = lines.slice(0, room).map((line) => personOf(line, draft.listPerson))
  return {
    ...draft,
    people: typed.length + people.length > 0 ? [...typed, ...people] : draft.people,
    list: lines.slice(room).join('\n'),
  }
}

function personOf(line: string, shared: DraftPerson): DraftPerson {
  const [first = '', ...rest] = line.split(/[,，\t;；]/)
  const stated = organisationsIn(rest.join(' '))
  const name = cleanName(first.replace(/^\s*\d{1,4}\s*[.．)）]\s*/, ''))
  return { ...shared, ...stated, name }
}

function organisationsIn(text: string): Partial<DraftPerson> {
  const party = /[党黨]/.test(text)
  const league = /[团團]/.test(text)
  const pioneers = /[队隊]/.test(text)
  return party || league || pioneers ? { party, league, pioneers, unsure: false } : {}
}
