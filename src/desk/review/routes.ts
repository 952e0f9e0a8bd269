import * as v from 'valibot'
import { certificatesWaiting } from '#certificates'
import { type Channel } from '#channels'
import { languagesCovering, LANGUAGES, localeFor } from '#i18n'
import { ledgerTrouble } from '#ledger'
import { wasCanary } from '#oversight'
import { list, type Schema, uuid } from '#parse'
import { numberOf } from '#register'
import {
  decide,
  type Decision,
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
import { type DeskDeps } from '../deps.ts'
import { type Area, call, NOTHING, type Wire } from '../shell/contract.ts'

const REVIEWS = ['reviewer'] as const

/** 200 people and 4,000 characters of words, as JSON; a question is smaller. */
const DECISION_MAX_BYTES = 256 * 1024

const decision = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = readDecision(dataset.value)
    if (read) return read
    addIssue()
    return NEVER
  }),
) as Schema<Decision, Wire<Decision>>

const aCase = v.strictObject({ submission: uuid })

/** Questions that are asked often. A closed list: what a member writes herself is kept nowhere. */
const REPLIES = ['organisation', 'agreed', 'name', 'names-others', 'repeated', 'unclear'] as const

/** Where cases are read and decided. The page holds no case: its script fetches, opens and forgets them. */
export const review = {
  page: { path: '/', standing: 'public', title: 'desk-work-title', nav: 'desk-nav-work' },
  calls: {
    figures: call({
      path: '/api/figures',
      standing: 'session',
      body: NOTHING,
      answer: async ({ deps, session: { member, state, roles } }) => {
        const [figures, languages, ledger, certificates] = await Promise.all([
          workload(deps, { member }),
          languagesOf(deps.db, member),
          ledgerTrouble(deps.db),
          certificatesWaiting(deps),
        ])
        // A newcomer who waits sees how much waits; boxes are made by whoever could open the last ones.
        const boxes = state === 'admitted' ? await neededBoxes(deps, roles) : []
        return { ...figures, languages, neededBoxes: boxes, certificates, ledger }
      },
    }),

    caseNext: call({
      path: '/api/case/next',
      standing: 'admitted',
      roles: REVIEWS,
      body: NOTHING,
      answer: async ({ deps, session: { member, overdue } }) => {
        if (overdue) return { outcome: 'second-passkey-needed' as const }
        const next = await takeNextCase(deps, { member })
        if (next.outcome !== 'case') return next
        // Of a second look the number would say that it is one.
        const entry = next.case.isSecondLook ? null : await numberOf(deps.db, next.case.submission)
        return { outcome: next.outcome, case: shown(next.case, entry) }
      },
    }),

    caseDecide: call({
      path: '/api/case/decide',
      standing: 'admitted',
      roles: REVIEWS,
      maxBytes: DECISION_MAX_BYTES,
      body: v.strictObject({ submission: uuid, decision }),
      answer: async ({ deps, session: { member, passkey } }, decided) => {
        const { undoMs } = deps
        const deciding = { member, passkey, ...decided }
        const { outcome } = await (undoMs > 0
          ? restDecision(deps, { ...deciding, undoMs })
          : decide(deps, deciding))
        /** `undoMs`: how long it can be undone. */
        if (outcome === 'decided') return { outcome, undoMs }
        if (outcome === 'lock-lost') await hear(deps, decided.submission)
        return { outcome }
      },
    }),

    caseUndo: call({
      path: '/api/case/undo',
      standing: 'admitted',
      roles: REVIEWS,
      body: aCase,
      answer: async ({ deps, session: { member } }, { submission }) => {
        const undone = await undoDecision(deps, { member, submission })
        if (!undone) await hear(deps, submission)
        return { outcome: undone ? ('undone' as const) : ('too-late' as const) }
      },
    }),

    caseEarlier: call({
      path: '/api/case/earlier',
      standing: 'admitted',
      roles: REVIEWS,
      body: aCase,
      answer: async ({ deps }, { submission }) => {
        await hear(deps, submission)
        return earlierOf(deps.db, submission)
      },
    }),

    caseReturn: call({
      path: '/api/case/return',
      standing: 'admitted',
      roles: REVIEWS,
      body: aCase,
      answer: async ({ deps, session: { member } }, { submission }) => {
        if (!(await giveBack(deps, { member, submission }))) await hear(deps, submission)
        return { outcome: 'returned' as const }
      },
    }),

    caseContact: call({
      path: '/api/case/contact',
      standing: 'fresh',
      roles: REVIEWS,
      body: aCase,
      answer: async ({ deps, session: { member } }, { submission }) => {
        const contact = await openContact(deps, { member, submission })
        return contact
          ? { outcome: 'contact' as const, contact: sealed(contact) }
          : { outcome: 'not-yours' as const }
      },
    }),

    /** The ready questions, as a sender reads them: in her language and not in the reviewer's. */
    replies: call({
      path: '/api/replies',
      standing: 'admitted',
      roles: REVIEWS,
      body: v.strictObject({ language: v.picklist(languagesCovering('site')) }),
      answer: ({ deps: { sample } }, { language }) => {
        const { t } = localeFor(language, { sample })
        return { replies: REPLIES.map((reply) => ({ reply, text: t(`reply-${reply}`) })) }
      },
    }),

    languagesRead: call({
      path: '/api/languages',
      standing: 'admitted',
      roles: REVIEWS,
      body: v.strictObject({ languages: list(v.picklist(LANGUAGES), { max: LANGUAGES.length }) }),
      answer: async ({ deps, session: { member } }, { languages }) => {
        await readLanguages(deps, { member, languages })
        return { outcome: 'kept' as const }
      },
    }),
  },
} satisfies Area

/** A record was named that the desk did not hand to whoever names it. She is told nothing of what that sets off. */
async function hear({ db, logger }: DeskDeps, submission: string): Promise<void> {
  if (await wasCanary(db, submission)) logger.info('desk.canary-opened')
}

/** What a reviewer's browser is given of a case, and nothing else that its row has. */
function shown(found: SealedCase, entry: number | null) {
  const { submission, cause, since, channel, contact, replyRecipient } = found
  return {
    submission,
    cause,
    since,
    entry,
    contact,
    replyRecipient,
    // What was imported is no case.
    channel: channel as Exclude<Channel, 'import'>,
    ...sealed(found),
    history: found.history.map(({ question, sequence, verdict, reason, day }) => ({
      sequence,
      verdict,
      reason,
      day,
      question: question && sealed(question),
    })),
    followups: found.followups.map((followup) => {
      const { id, kind, day, stands } = followup
      return { id, kind, day, stands, ...sealed(followup) }
    }),
  }
}

function sealed({ box, boxKey, sealed: file }: { box: string; boxKey: Uint8Array; sealed: Uint8Array }) {
  return { box, boxKey, sealed: file }
}
