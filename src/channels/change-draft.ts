import { addPerson, type Draft, removePerson } from './draft.ts'
import { pasteList } from './paste-list.ts'

export interface ChangedDraft {
  readonly draft: Draft
  /** The person whose name the cursor goes to: the one just added. */
  readonly focus?: number
}

/** What a button that does not send makes of the form; undefined for one that the form does not have. */
export function changeDraft(draft: Draft, act: string, readySentence: string): ChangedDraft | undefined {
  if (act === 'language') return { draft }
  if (act === 'add') return { draft: addPerson(draft), focus: draft.people.length }
  if (act === 'paste') return { draft: pasteList(draft) }
  if (act === 'ready') {
    const words = [draft.words.trim(), readySentence].filter((part) => part !== '').join('\n')
    return { draft: { ...draft, words } }
  }
  const removed = /^remove-(\d{1,3})$/.exec(act)
  return removed ? { draft: removePerson(draft, Number(removed[1])) } : undefined
}
