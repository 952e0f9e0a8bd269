import { certificatesWaiting } from '#certificates'
import { wasCanary } from '#oversight'
import { ledgerTrouble } from '#ledger'
import { numberOf } from '#register'
import {
  decide,
  earlierOf,
  giveBack,
  openContact,
  readDecision,
  restDecision,
  type SealedCase,
  takeNextCase,
  undoDecision,
  workload,
} from '#review'
import { languagesOf, neededBoxes, readLanguages } from '#staff'
import { LANGUAGES } from '#i18n'
import { type Handlers } from '../old/handlers.ts'
import { type DeskDeps } from '../deps.ts'
import { list, object, oneOf, readBody, type Reader, uuid } from '../old/read-body.ts'
import {
  type ContactReply,
  type DecideReply,
  type EarlierReply,
  type FiguresReply,
  type NextReply,
  type UndoReply,
  type WireCase,
} from '../old/wire.ts'

/** 200 people and 4,000 characters of words, as JSON; a question is smaller. */
const DECISION_MAX_BYTES = 256 * 1024

type Names =
  | 'languagesRead'
  | 'figures'
  | 'caseNext'
  | 'caseDecide'
  | 'caseUndo'
  | 'caseEarlier'
  | 'caseReturn'
  | 'caseContact'

export function caseRoutes(deps: DeskDeps): Pick<Handlers, Names> {
  return {
    figures: async (c) => {
      const { member, state, roles } = c.get('session')
      const deps = c.get('deps')
      const [figures, languages, ledger] = await Promise.all([
        workload(deps, { member }),
        languagesOf(deps.db, member),
        ledgerTrouble(deps.db),
      ])
      // A newcomer who waits sees how much waits; boxes are made by whoever could open the last ones.
      const boxes = state === 'admitted' ? await neededBoxes(deps, roles) : []
      const certificates = await certificatesWaiting(deps)
      return c.json({ ...figures, languages, neededBoxes: boxes, certificates, ledger } as FiguresReply)
    },

    caseNext: async (c) => {
      const { member, holder, overdue } = c.get('session')
      if (overdue) return c.json<NextReply>({ outcome: 'second-passkey-needed' })
      const next = await takeNextCase(c.get('deps'), { member, holder })
      if (next.outcome === 'budget-spent')
        return c.json<NextReply>({ outcome: next.outcome, again: next.again.toISOString() })
      if (next.outcome !== 'case') return c.json<NextReply>(next)
      // Of a second look the number would say that it is one.
      const entry = next.case.isSecondLook ? null : await numberOf(c.get('deps').db, next.case.submission)
      return c.json<NextReply>({ outcome: 'case', case: onTheWire(next.case, entry) })
    },

    caseDecide: async (c) => {
      const decision: Reader<NonNullable<ReturnType<typeof readDecision>>> = (value) =>
        readDecision(value) ?? undefined
      const body = await readBody(c, object({ submission: uuid, decision }), DECISION_MAX_BYTES)
      if (body.outcome === 'answered') return body.answer
      const { member, passkey } = c.get('session')
      const { undoMs } = deps
      const deciding = { member, passkey, ...body.value }
      const { outcome } = await (undoMs > 0
        ? restDecision(c.get('deps'), { ...deciding, undoMs })
        : decide(c.get('deps'), deciding))
      if (outcome === 'decided') return c.json<DecideReply>({ outcome, undoMs })
      if (outcome === 'lock-lost') await hear(c.get('deps'), body.value.submission)
      return c.json<DecideReply>({ outcome })
    },

    caseUndo: async (c) => {
      const body = await readBody(c, object({ submission: uuid }))
      if (body.outcome === 'answered') return body.answer
      const undone = await undoDecision(c.get('deps'), { member: c.get('session').member, ...body.value })
      if (!undone) await hear(c.get('deps'), body.value.submission)
      return c.json<UndoReply>({ outcome: undone ? 'undone' : 'too-late' })
    },

    caseEarlier: async (c) => {
      const body = await readBody(c, object({ submission: uuid }))
      if (body.outcome === 'answered') return body.answer
      await hear(c.get('deps'), body.value.submission)
      return c.json<EarlierReply>(await earlierOf(c.get('deps').db, body.value.submission))
    },

    caseReturn: async (c) => {
      const body = await readBody(c, object({ submission: uuid }))
      if (body.outcome === 'answered') return body.answer
      const had = await giveBack(c.get('deps'), { member: c.get('session').member, ...body.value })
      if (!had) await hear(c.get('deps'), body.value.submission)
      return c.json({ outcome: 'returned' })
    },

    languagesRead: async (c) => {
      const body = await readBody(c, object({ languages: list(oneOf(LANGUAGES), LANGUAGES.length) }))
      if (body.outcome === 'answered') return body.answer
      await readLanguages(c.get('deps'), { member: c.get('session').member, ...body.value })
      return c.json({ outcome: 'kept' })
    },

    caseContact: async (c) => {
      const body = await readBody(c, object({ submission: uuid }))
      if (body.outcome === 'answered') return body.answer
      const { member, holder } = c.get('session')
      const contact = await openContact(c.get('deps'), { member, holder, ...body.value })
      if (!contact) return c.json<ContactReply>({ outcome: 'not-yours' })
      return c.json<ContactReply>({ outcome: 'contact', contact: sealedOnTheWire(contact) })
    },
  }
}

/** A record was named that the desk did not hand to whoever names it. She is told nothing of what that sets off. */
async function hear({ db, logger }: DeskDeps, submission: string): Promise<void> {
  if (await wasCanary(db, submission)) logger.info('desk.canary-opened')
}

function onTheWire(found: SealedCase, entry: number | null): WireCase {
  return {
    submission: found.submission,
    cause: found.cause,
    since: found.since,
    channel: found.channel,
    entry,
    contact: found.contact,
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
