import type { Earlier } from '#intake'
import { part, partAs, phrase } from '../../../html/browser/page.ts'
import { type EarlierReply } from '../../old/wire.ts'
import { ask } from '../../old/browser/ask.ts'

/** What the sender's declaration of before means for this one. */
export interface Again {
  readonly standing: 'counted' | 'uncounted' | 'waits' | 'nowhere' | 'unknown' | 'duress'
  readonly number: number | null
  /** She wants the two to name each other. */
  readonly shown: boolean
}

/** Nothing is asked about a code that she was made to show. */
export async function lookUpEarlier(earlier: Earlier | null | undefined): Promise<Again | null> {
  if (!earlier) return null
  if (earlier.duress) return { standing: 'duress', number: null, shown: false }
  if (earlier.submission === null) return { standing: 'unknown', number: null, shown: false }
  const { number, counted, waits } = await ask<EarlierReply>('caseEarlier', {
    submission: earlier.submission,
  })
  if (number === null) return { standing: waits ? 'waits' : 'nowhere', number, shown: false }
  return { standing: counted ? 'counted' : 'uncounted', number, shown: earlier.shown }
}

export function showAgain(again: Again | null): void {
  part('again').hidden = again === null
  part('again-show').hidden = !again?.shown
  partAs(HTMLInputElement, 'again-shown').checked = again?.shown ?? false
  if (!again) return
  const { standing, number, shown } = again
  const said = phrase(`desk-again-${standing}`, number === null ? {} : { number })
  const isLink = number !== null
  part('again-text').textContent = isLink
    ? `${said} ${phrase(shown ? 'desk-again-public' : 'desk-again-sealed')}`
    : said
}

/** The entry that is to be named beside this one, unless the reviewer takes that away. */
export function linkShown(again: Again | null): { linksTo: number } | undefined {
  if (!again?.shown || again.number === null) return undefined
  return partAs(HTMLInputElement, 'again-shown').checked ? { linksTo: again.number } : undefined
}
