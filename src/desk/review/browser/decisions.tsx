/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import type { Decision } from '#review'
import { announce } from '../../shell/browser/announce.ts'
import { ask } from '../../shell/browser/ask.ts'
import { t } from '../../shell/browser/i18n.ts'
import { Button } from '../../shell/browser/work.tsx'
import type { Wire } from '../../shell/contract.ts'
import { type publicVersionOf } from '../public-version.ts'
import { type OpenCase } from './open-case.ts'
import { QuestionForm } from './question-form.tsx'
import { ReasonList } from './reason-list.tsx'
import { type Review } from './review.ts'

/** So long after a case has come onto the page no verdict is taken: a double tap on the last one is not meant for it. */
const UNREAD_MS = 1_000

const VERDICTS = [
  { act: 'register', key: 'r', label: 'desk-register' },
  { act: 'register-uncounted', key: 'u', label: 'desk-register-uncounted' },
  { act: 'hold', key: 'h', label: 'desk-hold' },
  { act: 'decline', key: 'd', label: 'desk-decline' },
  { act: 'withdraw', key: 'w', label: 'desk-withdraw' },
  { act: 'keep', key: 'k', label: 'desk-keep' },
  { act: 'put-back', key: 'p', label: 'desk-put-back' },
] as const

type Act = (typeof VERDICTS)[number]['act']

interface DecisionsProps {
  readonly opened: OpenCase
  readonly version: ReturnType<typeof publicVersionOf>
  readonly link: { readonly linksTo: number } | undefined
  readonly typed: string
  readonly review: Review
}

/** What may be decided, and the forms of what needs to be said with it. */
export function Decisions({ opened, version, link, typed, review }: DecisionsProps) {
  const [form, setForm] = useState<'verdicts' | 'question' | 'reasons'>(
    typed === '' ? 'verdicts' : 'question',
  )
  const isUnread = useIsUnread()
  const { submission } = opened.sealed
  const close = () => {
    setForm('verdicts')
    document.querySelector<HTMLElement>('#case-title')?.focus({ preventScroll: true })
  }
  const decide = (decision: Wire<Decision>) => decideCase(opened, decision, review)
  const press = (act: Act) => {
    if (act === 'hold') setForm('question')
    else if (act === 'decline') setForm('reasons')
    else if (act === 'put-back') review.run(() => putBack(submission, review))
    else if (act === 'withdraw' || act === 'keep') review.run(() => decide({ verdict: act }))
    else review.run(() => decide({ verdict: act, version, ...link }))
  }
  return (
    <section class="decisions" aria-labelledby="decisions-title">
      <h2 id="decisions-title">{t('desk-decide')}</h2>
      <p class="problem" role="alert" data-part="case-problem">
        {review.note}
      </p>
      {form === 'verdicts' && (
        <div class="verdicts" data-part="verdicts">
          {VERDICTS.filter(({ act }) => offered(opened).has(act)).map(({ act, key, label }) => (
            <Button
              key={act}
              class={isProposed(act, opened) ? 'primary' : undefined}
              act={act}
              disabled={isUnread}
              onPress={() => press(act)}
            >
              <span>{t(label)}</span> <kbd>{key}</kbd>
            </Button>
          ))}
        </div>
      )}
      {form === 'question' && (
        <QuestionForm opened={opened} typed={typed} review={review} decide={decide} close={close} />
      )}
      {form === 'reasons' && (
        <ReasonList
          pick={(reason) => review.run(() => decide({ verdict: 'decline', reason }))}
          close={close}
        />
      )}
    </section>
  )
}

/** Whoever has just decided the last case has not read this one. */
function useIsUnread(): boolean {
  const [isUnread, setIsUnread] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setIsUnread(false), UNREAD_MS)
    return () => clearTimeout(timer)
  }, [])
  return isUnread
}

/**
 * The verdicts that fit a case. The server holds to the same, but for what was said under duress: of that it knows nothing, and
 * only what changes nothing is offered.
 */
function offered({ sealed, duress }: OpenCase): ReadonlySet<Act> {
  const { cause, entry, replyRecipient, followups } = sealed
  const wantsOut = cause === 'withdrawal'
  const fits: Record<Act, boolean> = {
    register: entry === null && !wantsOut,
    'register-uncounted': entry === null && !wantsOut,
    hold: replyRecipient !== null,
    decline: entry === null,
    withdraw: wantsOut,
    keep: followups.length > 0,
    'put-back': true,
  }
  const safe: readonly Act[] = ['keep', 'put-back']
  return new Set(
    VERDICTS.map(({ act }) => act).filter((act) => fits[act] && (duress !== 'now' || safe.includes(act))),
  )
}

/** Proposed is what counts each person once. The reviewer sees the people, and may decide otherwise. */
function isProposed(act: Act, { again, duress }: OpenCase): boolean {
  if (act === 'keep') return duress === 'now'
  const standing = again?.standing
  return (
    act === (standing === 'counted' ? 'register-uncounted' : standing === 'waits' ? 'put-back' : 'register')
  )
}

async function putBack(submission: string, review: Review): Promise<void> {
  await ask('caseReturn', { submission })
  announce(t('desk-said-put-back'))
  await review.start()
}

async function decideCase(opened: OpenCase, decision: Wire<Decision>, review: Review): Promise<void> {
  const { submission, entry } = opened.sealed
  const reply = await ask('caseDecide', { submission, decision })
  switch (reply.outcome) {
    case 'decided': {
      const isGone = decision.verdict === 'withdraw' && entry === null
      const text = isGone
        ? t('desk-done-gone')
        : t(`desk-done-${decision.verdict}`, { count: opened.submission.people.length })
      return review.decided({ submission, text, undoMs: reply.undoMs })
    }
    case 'case-changed': {
      // The same case is on the page again; or, where its sender has just asked to withdraw, another one or none.
      const now = await review.next()
      const isSame = now?.sealed.submission === submission
      return review.say(t(isSame ? 'desk-problem-case-changed' : 'desk-problem-case-rests'))
    }
    case 'lock-lost':
      await review.start()
      return review.say(t('desk-problem-lock-lost'))
    case 'refused':
      return review.say(t('desk-problem-refused-verdict'))
  }
}
