import { type Draft, type DraftPerson } from './draft.ts'
import { PEOPLE_MAX } from './submission.ts'
import { cleanName } from './text.ts'

/**
 * Turn the pasted list into people: one a line, or several with 、 or ；between them, numbered or not.
 *
 * What stands behind a comma or tab and names organisations in one of the ways collectors write
 * it (党团队, 退黨, 团队 …) is taken for those just named; the ticks beside the box hold for all
 * others. Anything else behind a comma stays with the name, where the sender sees it: to drop it
 * could lose somebody, and to make a person of it would count a town.
 *
 * People beyond the most that one form may hold stay in the box, so that nothing typed is lost.
 */
export function pasteList(draft: Draft): Draft {
  const listed = draft.list.split('\n').flatMap(peopleOn)
  const typed = draft.people.filter((person) => cleanName(person.name) !== '')
  const room = PEOPLE_MAX - typed.length
  const people = [...typed, ...listed.slice(0, room).map((one) => personOf(one, draft.listPerson))]
  return {
    ...draft,
    people: people.length > 0 ? people : draft.people,
    list: listed
      .slice(room)
      .map(({ name, said }) => (said === '' ? name : `${name}，${said}`))
      .join('\n'),
  }
}

/** Somebody on the list, and what the list says of her organisations, if it does. */
interface Listed {
  name: string
  said: string
}

/** The number before a name, as collectors and spreadsheets write it: `1、` `2.` `（3）`. */
const NUMBERING = /^\s*[(（]?\d{1,4}(?:\s*[、.．)）:：]|\t)\s*(?=\S)/

/** What may stand before a part of a line, and the part. */
const PARTS = /([、；;,，\t]?)([^、；;,，\t]*)/g

/** Nothing but the words with which organisations are named: 党 is a family name as well. */
const ORGANISATIONS =
  /^(?:声明|聲明|三退|退出|退|中国|中國|中共|共产|共產|共青|少先|党|黨|团|團|队|隊|员|員|组织|組織|和|及|与|與|\s)+$/

function peopleOn(line: string): Listed[] {
  const found: Listed[] = []
  // Whom the next statement of organisations is about: everybody since the statement before.
  let unsaid: Listed[] = []
  for (const [, mark = '', part = ''] of line.replace(NUMBERING, '').matchAll(PARTS)) {
    const text = cleanName(part)
    const last = found.at(-1)
    if (text === '') continue
    // Between names 、 is followed by a name, were it 团团; after 退党 it is followed by 退团.
    if (last && (mark !== '、' || last.said !== '') && ORGANISATIONS.test(text)) {
      for (const one of unsaid) one.said += text
    } else if (last && /[,，\t]/.test(mark)) {
      last.name = cleanName(`${last.name}${mark}${part}`)
    } else {
      if (last?.said) unsaid = []
      const one = { name: text, said: '' }
      found.push(one)
      unsaid.push(one)
    }
  }
  return found
}

function personOf({ name, said }: Listed, shared: DraftPerson): DraftPerson {
  const party = /[党黨]|中共/.test(said)
  const league = /[团團]/.test(said)
  const pioneers = /[队隊]/.test(said)
  const stated = party || league || pioneers ? { party, league, pioneers, unsure: false } : {}
  return { ...shared, ...stated, name }
}
