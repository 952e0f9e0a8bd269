import type { Reply } from '../../shell/browser/ask.ts'
import { type Again, lookUpEarlier } from './earlier.ts'
import { type BoxOpener } from '../../shell/browser/sealed.ts'
import { readSubmission, type Written } from '../../../intake/written.ts'
import { labelOf } from '../../../vault/labels.ts'

/** A case as the desk hands it out: sealed. */
export type WireCase = Extract<Reply<'caseNext'>, { outcome: 'case' }>['case']

/** What lay sealed. */
export type Opened = Written

/** What happened to the case before, oldest first. `text` is null where our keys do not open it. */
export interface Event {
  readonly day: string
  /** Ends a `desk-event-…` message. */
  readonly what: WireCase['history'][number]['verdict'] | WireCase['followups'][number]['kind']
  /** Ends a `desk-reason-…` message. */
  readonly reason: WireCase['history'][number]['reason']
  readonly text: string | null | undefined
  /** Said with the duress form of the code. */
  readonly duress: boolean
}

export interface OpenCase {
  readonly sealed: WireCase
  readonly submission: Opened
  readonly events: readonly Event[]
  /** Whether somebody made the sender say what the case is about now, or something she said before. */
  readonly duress: 'now' | 'before' | 'never'
  readonly again: Again | null
}

/** Open a case. Throws `Damaged` if the declaration itself cannot be opened; an old question that cannot is only said to be so. */
export async function openCase(boxes: BoxOpener, sealed: WireCase): Promise<OpenCase> {
  const label = labelOf('submission', sealed.submission)
  const [text, said] = await Promise.all([boxes.open(label, sealed), openFollowups(boxes, sealed)])
  const events = inOrder([...(await openDecisions(boxes, sealed)), ...said])
  const submission = readSubmission(text)
  const again = await lookUpEarlier(submission.earlier)
  return { sealed, submission, events, duress: duressOf(sealed, said), again }
}

type Said = Event & { readonly stands: boolean }

/** Of a wish to withdraw: of those that stand. Of all else: of the last day on which something was said. */
function duressOf({ cause }: WireCase, said: readonly Said[]): OpenCase['duress'] {
  const last = said.at(-1)?.day
  const now = said.filter(({ what, stands, day }) =>
    cause === 'withdrawal' ? what === 'withdrawal' && stands : day === last,
  )
  if (now.some(({ duress }) => duress)) return 'now'
  return said.some(({ duress }) => duress) ? 'before' : 'never'
}

async function openDecisions(boxes: BoxOpener, { submission, history }: WireCase): Promise<Event[]> {
  const label = labelOf('question-desk', submission)
  return Promise.all(
    history.map(async ({ day, verdict, reason, question }) => {
      const text = question ? await boxes.open(label, question).catch(() => null) : undefined
      return { day, what: verdict, reason, text, duress: false }
    }),
  )
}

/** In the order of their days. */
async function openFollowups(boxes: BoxOpener, { followups }: WireCase): Promise<Said[]> {
  return Promise.all(
    followups.map(async (followup) => {
      const label = labelOf('followup', followup.id)
      const opened = await boxes
        .open(label, followup)
        .then(readSaid)
        .catch(() => ({ text: null, duress: false }))
      return { day: followup.day, what: followup.kind, reason: null, stands: followup.stands, ...opened }
    }),
  )
}

/** Within a day, a question came before its answer: decisions were put first, and the sort keeps their order. */
function inOrder(events: readonly Event[]): Event[] {
  return events.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

function readSaid(payload: string): { text: string | undefined; duress: boolean } {
  const { text, duress } = JSON.parse(payload) as { text?: string; duress?: boolean }
  return { text: text || undefined, duress: duress === true }
}
