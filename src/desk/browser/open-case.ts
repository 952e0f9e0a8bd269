import type { Submission, Finding } from '#channels'
import { type WireCase } from '../wire.ts'
import { type BoxOpener } from './sealed.ts'

/** What lay sealed: the submission, and the machine's remarks on it. */
export type Opened = Submission & { readonly findings: readonly Finding[] }

/** What happened to the case before, oldest first. `text` is null where our keys do not open it. */
export interface Event {
  readonly day: string
  /** Ends a `desk-event-…` phrase. */
  readonly what: string
  /** Ends a `desk-reason-…` phrase. */
  readonly reason: string | null
  readonly text: string | null | undefined
}

export interface OpenCase {
  readonly sealed: WireCase
  readonly submission: Opened
  readonly events: readonly Event[]
}

/** Open a case. Throws `Damaged` if the declaration itself cannot be opened; an old question that cannot is only said to be so. */
export async function openCase(boxes: BoxOpener, sealed: WireCase): Promise<OpenCase> {
  const label = { recordId: sealed.submission, field: 'submission', version: 1 }
  const [text, events] = await Promise.all([boxes.open(label, sealed), openEvents(boxes, sealed)])
  return { sealed, submission: JSON.parse(text) as Opened, events }
}

async function openEvents(boxes: BoxOpener, { submission, history, followups }: WireCase): Promise<Event[]> {
  const decisions = history.map(async ({ day, verdict, reason, question }) => {
    const label = { recordId: submission, field: 'question-desk', version: 1 }
    const text = question ? await boxes.open(label, question).catch(() => null) : undefined
    return { day, what: verdict, reason, text }
  })
  const additions = followups.map(async (followup) => {
    const label = { recordId: followup.id, field: 'followup', version: 1 }
    const text = await boxes
      .open(label, followup)
      .then(textOf)
      .catch(() => null)
    return { day: followup.day, what: followup.kind, reason: null, text }
  })
  const events = await Promise.all([...decisions, ...additions])
  // Within a day, a question came before its answer: decisions were put first, and the sort keeps their order.
  return events.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

function textOf(payload: string): string | undefined {
  const { text } = JSON.parse(payload) as { text?: string }
  return text || undefined
}
