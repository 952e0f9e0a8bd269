import { useEffect, useState } from 'preact/hooks'
import { announce } from '../../shell/browser/announce.ts'
import { ask, type Reply } from '../../shell/browser/ask.ts'
import { momentInWords } from '../../shell/browser/days.ts'
import { t } from '../../shell/browser/i18n.ts'
import { putBackWhenThere, takeKept } from '../../shell/browser/kept.ts'
import { lyingOpen } from '../../shell/browser/leave.ts'
import { go } from '../../shell/browser/place.ts'
import { problemOf } from '../../shell/browser/problem.ts'
import { Damaged } from '../../shell/browser/sealed.ts'
import { heldKey, member } from '../../shell/browser/session.ts'
import { type SignedIn } from '../../shell/browser/sign-in.ts'
import { alone } from '../../shell/browser/work.tsx'
import { type OpenCase, openCase } from './open-case.ts'
import { tendKeys } from './tend-keys.ts'

export type Figures = Reply<'figures'>

/** A decision that was taken. */
export interface Done {
  readonly submission: string
  /** What it was, in words. */
  readonly text: string
  /** How long it can be undone. */
  readonly undoMs: number
}

type Showing =
  | { readonly panel: 'sign-in' | 'nothing' }
  | { readonly panel: 'waiting'; readonly fingerprint: string | null }
  | { readonly panel: 'start'; readonly figures: Figures }
  | {
      readonly panel: 'case'
      readonly opened: OpenCase
      /** Counts the cases that came onto the page: the same one anew is read anew. */
      readonly opening: number
      /** What she had typed about it when her time ran out. */
      readonly typed: string
    }

export interface Review {
  readonly showing: Showing
  /** What there is to say, above the verdicts of a case or below the figures. */
  readonly note: string
  /** The decision that can still be undone. */
  readonly done: Done | null
  /** What she had typed about a case that is somebody else's by now. */
  readonly kept: string | null
  /** Once she has signed in. */
  readonly enter: (who: SignedIn) => Promise<void>
  /** Runs one thing at a time. */
  readonly run: (work: () => Promise<void>) => void
  readonly next: () => Promise<OpenCase | null>
  /** Away from the case, which is somebody else's to read by now. */
  readonly start: () => Promise<void>
  readonly decided: (done: Done) => Promise<void>
  readonly undo: () => void
  readonly doneIsOver: () => void
  readonly say: (text: string) => void
}

let openings = 0

/** A day at the desk: signing in, one case after the other, and what was decided last. */
export function useReview(): Review {
  const mayStart = heldKey() !== null && member.get()?.state === 'admitted'
  const [showing, setShowing] = useState<Showing>({ panel: mayStart ? 'nothing' : 'sign-in' })
  const [note, say] = useState('')
  const [done, setDone] = useState<Done | null>(null)
  const [kept, setKept] = useState<string | null>(null)

  const run = (work: () => Promise<void>) => void alone(work, (cause) => say(t(problemOf(cause))))

  useEffect(() => {
    if (mayStart) run(start)
  }, [])
  const opened = showing.panel === 'case' ? showing.opened : null
  useEffect(() => lyingOpen(() => opened?.sealed.submission ?? null), [opened])

  return { showing, note, done, kept, enter, run, next, start, decided, undo, doneIsOver, say }

  async function enter(who: SignedIn): Promise<void> {
    if (who.member.state !== 'admitted') return setShowing({ panel: 'waiting', fingerprint: who.fingerprint })
    await start()
    await goOn(who.identity)
  }

  /**
   * With what she was typing when her time ran out: where it was, and with the case that it was about, if that is still
   * hers; otherwise she is shown her words, to use as she likes.
   */
  async function goOn(identity: string): Promise<void> {
    const before = await takeKept(identity)
    if (!before) return
    const { path, record, fields } = before
    if (record === null) {
      go(path)
      return putBackWhenThere(fields)
    }
    const words = Object.values(fields).join('\n\n')
    const again = await next(fields['question'] ?? '', record)
    if (again?.sealed.submission !== record) setKept(words)
  }

  async function start(): Promise<void> {
    const figures = await ask('figures')
    setShowing({ panel: 'start', figures })
    say('')
    void tendKeys(figures.neededBoxes)
  }

  async function next(words = '', of = ''): Promise<OpenCase | null> {
    const key = heldKey()
    if (!key) {
      setShowing({ panel: 'sign-in' })
      return null
    }
    const reply = await ask('caseNext')
    if (reply.outcome !== 'case') {
      await start()
      const why =
        reply.outcome === 'budget-spent'
          ? t('desk-budget-spent', { time: momentInWords(reply.again) })
          : t(`desk-${reply.outcome}`)
      say(why)
      announce(why)
      return null
    }
    try {
      const found = await openCase(key.boxes, reply.case)
      const typed = found.sealed.submission === of ? words : ''
      setShowing({ panel: 'case', opened: found, opening: (openings += 1), typed })
      say(typed === '' ? '' : t('desk-kept-back'))
      announce(t('desk-said-opened', { text: t(`desk-case-${found.sealed.cause}`) }))
      return found
    } catch (cause) {
      if (!(cause instanceof Damaged)) throw cause
      await ask('caseReturn', { submission: reply.case.submission })
      await start()
      say(t('desk-problem-damaged'))
      return null
    }
  }

  async function decided(what: Done): Promise<void> {
    // Before the next case is there: whoever looks up sees what she has done, and not only who is next.
    announce(what.text)
    setDone(what.undoMs > 0 ? what : null)
    await next()
  }

  function doneIsOver(): void {
    setDone(null)
  }

  /** The case comes back as it was; the one that lies open is put back unread. */
  function undo(): void {
    const last = done
    if (!last) return
    run(async () => {
      setDone(null)
      const { outcome } = await ask('caseUndo', { submission: last.submission })
      if (outcome === 'undone') {
        if (opened) await ask('caseReturn', { submission: opened.sealed.submission })
        await next()
      }
      say(t(`desk-undo-${outcome}`))
    })
  }
}
