import { addPerson, type Draft, foldPerson, openPerson, removePerson } from './draft.ts'
import { type Taken, takeList } from './take-list.ts'

export interface ChangedDraft {
  readonly draft: Draft
  /** The person whose name the cursor goes to: the one just added or opened. */
  readonly focus?: number
  /** What became of a pasted list. */
  readonly taken?: Taken
}

/** What a button that does not send makes of the form; undefined for one that the form does not have. */
export function changeDraft(draft: Draft, act: string, readySentence: string): ChangedDraft | undefined {
  if (act === 'language' || act === 'edit') return { draft }
  if (act === 'add') {
    const added = addPerson(draft)
    return { draft: added, focus: added.people.length - 1 }
  }
  if (act === 'paste') return takeList(draft)
  if (act === 'ready') {
    const words = [draft.words.trim(), readySentence].filter((part) => part !== '').join('\n')
    return { draft: { ...draft, words } }
  }
  const [, one, index] = /^(remove|open|fold)-(\d{1,3})$/.exec(act) ?? []
  if (one === 'remove') return { draft: removePerson(draft, Number(index)) }
  if (one === 'open') return { draft: openPerson(draft, Number(index)), focus: Number(index) }
  return one === 'fold' ? { draft: foldPerson(draft, Number(index)) } : undefined
}
