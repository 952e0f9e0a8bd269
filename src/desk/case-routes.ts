import { wasCanary } from '#oversight'
import { numberOf } from '#register'
import { decide, earlierOf, giveBack, readDecision, type SealedCase, takeNextCase, workload } from '#review'
import { languagesOf, makeWeeklyBox, neededBox, readLanguages } from '#staff'
import { type BoxId } from '#vault'
import { LANGUAGES } from '#words'
import { type Handlers } from './handlers.ts'
import { type DeskNeeds } from './needs.ts'
import {
  ageFile,
  base64url,
  list,
  object,
  oneOf,
  readBody,
  type Reader,
  recipient,
  text,
  uuid,
} from './read-body.ts'
import {
  type DecideReply,
  type EarlierReply,
  type FiguresReply,
  type NextReply,
  type WireCase,
} from './wire.ts'

/** 200 people and 4,000 characters of words, as JSON; a question is smaller. */
const DECISION_MAX_BYTES = 256 * 1024

const newBox = object({
  id: uuid as Reader<BoxId>,
  week: text({ max: 8, pattern: /^\d{4}-W\d{2}$/ }),
  recipient,
  keys: list(object({ holder: base64url(1400), sealed: ageFile({ max: 16 * 1024 }) }), 1_000),
})

type Names =
  | 'languagesRead'
  | 'figures'
  | 'caseNext'
  | 'caseDecide'
  | 'caseEarlier'
  | 'caseReturn'
  | 'boxMake'

export function caseRoutes(needs: DeskNeeds): Pick<Handlers, Names> {
  const demoRecipient = needs.demo?.recipient ?? null
  return {
    figures: async (c) => {
      const { member, state } = c.get('session')
      const needs = c.get('needs')
      const [figures, languages, needed] = await Promise.all([
        workload(needs, { member }),
        languagesOf(needs.db, member),
        neededBox({ ...needs, demoRecipient }),
      ])
      // A newcomer who waits sees how much waits; the box is made by somebody who could open the last one.
      return c.json({
        ...figures,
        languages,
        neededBox: state === 'admitted' ? needed : null,
      } as FiguresReply)
    },

    caseNext: async (c) => {
      const { member, holder } = c.get('session')
      const next = await takeNextCase(c.get('needs'), { member, credential: holder })
      if (next.outcome === 'budget-spent')
        return c.json<NextReply>({ outcome: next.outcome, again: next.again.toISOString() })
      if (next.outcome !== 'case') return c.json<NextReply>(next)
      // Of a second look the number would say that it is one.
      const entry = next.case.isSecondLook ? null : await numberOf(c.get('needs').db, next.case.submission)
      return c.json<NextReply>({ outcome: 'case', case: onTheWire(next.case, entry) })
    },

    caseDecide: async (c) => {
      const decision: Reader<NonNullable<ReturnType<typeof readDecision>>> = (value) =>
        readDecision(value) ?? undefined
      const body = await readBody(c, object({ submission: uuid, decision }), DECISION_MAX_BYTES)
      if (body.outcome === 'answered') return body.answer
      const { member, holder: credential } = c.get('session')
      const { outcome } = await decide(c.get('needs'), { member, credential, ...body.value })
      if (outcome === 'lock-lost') await hear(c.get('needs'), body.value.submission)
      return c.json<DecideReply>({ outcome })
    },

    caseEarlier: async (c) => {
      const body = await readBody(c, object({ submission: uuid }))
      if (body.outcome === 'answered') return body.answer
      await hear(c.get('needs'), body.value.submission)
      return c.json<EarlierReply>(await earlierOf(c.get('needs').db, body.value.submission))
    },

    caseReturn: async (c) => {
      const body = await readBody(c, object({ submission: uuid }))
      if (body.outcome === 'answered') return body.answer
      const had = await giveBack(c.get('needs'), { member: c.get('session').member, ...body.value })
      if (!had) await hear(c.get('needs'), body.value.submission)
      return c.json({ outcome: 'returned' })
    },

    languagesRead: async (c) => {
      const body = await readBody(c, object({ languages: list(oneOf(LANGUAGES), LANGUAGES.length) }))
      if (body.outcome === 'answered') return body.answer
      await readLanguages(c.get('needs'), { member: c.get('session').member, ...body.value })
      return c.json({ outcome: 'kept' })
    },

    boxMake: async (c) => {
      const body = await readBody(c, newBox, 8 * 1024 * 1024)
      if (body.outcome === 'answered') return body.answer
      return c.json(
        await makeWeeklyBox(
          { ...c.get('needs'), demoRecipient },
          { by: c.get('session').member, box: body.value },
        ),
      )
    },
  }
}

/** A record was named that the desk did not hand to whoever names it. She is told nothing of what that sets off. */
async function hear({ db, logger }: DeskNeeds, submission: string): Promise<void> {
  if (await wasCanary(db, submission)) logger.info('desk.canary-opened')
}

function onTheWire(found: SealedCase, entry: number | null): WireCase {
  return {
    submission: found.submission,
    cause: found.cause,
    since: found.since,
    channel: found.channel,
    entry,
    replyRecipient: found.replyRecipient && base64(found.replyRecipient),
    ...sealedOnTheWire(found),
    history: found.history.map(({ question, sequence, verdict, reason, day }) => ({
      sequence,
      verdict,
      reason,
      day,
      question: question && sealedOnTheWire(question),
    })),
    followups: found.followups.map((followup) => ({
      id: followup.id,
      kind: followup.kind,
      day: followup.day,
      stands: followup.stands,
      ...sealedOnTheWire(followup),
    })),
  }
}

function sealedOnTheWire({ box, boxKey, sealed }: { box: string; boxKey: Uint8Array; sealed: Uint8Array }) {
  return { box, boxKey: base64(boxKey), sealed: base64(sealed) }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
