import type { Earlier } from '#intake'
import { ask } from '../../shell/browser/ask.ts'

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
  const { number, counted, waits } = await ask('caseEarlier', {
    submission: earlier.submission,
  })
  if (number === null) return { standing: waits ? 'waits' : 'nowhere', number, shown: false }
  return { standing: counted ? 'counted' : 'uncounted', number, shown: earlier.shown }
}
