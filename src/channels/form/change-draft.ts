import { addPerson, type Draft, foldPerson, openPerson, removePerson } from './draft.ts'
import { type Taken, takeList } from './take-list.ts'

/** What somebody does to her draft without sending it. */
export type Change =
  | { readonly change: 'none' | 'add' | 'take-list' }
  /** The sentence that is offered to whoever finds no words of her own. */
  | { readonly change: 'ready-sentence'; readonly sentence: string }
  | { readonly change: 'remove' | 'open' | 'fold'; readonly index: number }

export interface ChangedDraft {
  readonly draft: Draft
  /** The person whose name the cursor goes to: the one just added or opened. */
  readonly focus?: number
  /** What became of a pasted list. */
  readonly taken?: Taken
}

export function changeDraft(draft: Draft, what: Change): ChangedDraft {
  switch (what.change) {
    case 'none':
      return { draft }
    case 'add': {
      const added = addPerson(draft)
      return { draft: added, focus: added.people.length - 1 }
    }
    case 'take-list':
      return takeList(draft)
    case 'ready-sentence': {
      const words = [draft.words.trim(), what.sentence].filter((part) => part !== '').join('\n')
      return { draft: { ...draft, words } }
    }
    case 'remove':
      return { draft: removePerson(draft, what.index) }
    case 'open':
      return { draft: openPerson(draft, what.index), focus: what.index }
    case 'fold':
      return { draft: foldPerson(draft, what.index) }
  }
}
