import { type Applicant } from '#certificates'

/** So many requests, and so many characters of what branches said, have room on the page in each language. */
const REQUESTS_MAX = 6
const SAID_MAX = 2_000
/** What the desk's form takes at once. A browser seals it, which the server can only believe. */
const SAID_AT_ONCE_MAX = 1_500
const OPEN: ReadonlySet<string> = new Set(['asked', 'approving'])

export interface ShownApplicant extends Applicant {
  /** Whether there is more than is shown. */
  readonly more: boolean
}

/**
 * As much of what there is for a code as has room on a page of one size: who watches the line would tell from a larger one that
 * there are many requests, or that a branch said much. Requests that are open come first, then the newest; of what was said
 * the newest.
 */
export function shownPart({ people, requests }: Applicant): ShownApplicant {
  const first = requests
    .toSorted((one, other) => Number(OPEN.has(other.state)) - Number(OPEN.has(one.state)))
    .slice(0, REQUESTS_MAX)
  let left = SAID_MAX
  const shown = first.map((request) => {
    const said = []
    for (const one of request.said.toReversed()) {
      const text = one.text === null ? null : [...one.text].slice(0, SAID_AT_ONCE_MAX).join('')
      // A line that tells who said something, and when, takes room as well.
      left -= [...(text ?? '')].length + 50
      if (left < 0) break
      said.unshift({ ...one, text })
    }
    return { ...request, said }
  })
  const more =
    requests.length > shown.length ||
    shown.some(({ said }, at) => said.length < (first[at]?.said.length ?? 0))
  return { people, requests: shown, more }
}
