/** @jsxImportSource preact */
import { type ButtonHTMLAttributes } from 'preact'
import { useState } from 'preact/hooks'
import { announce } from './announce.ts'
import { Unanswered } from './ask.ts'
import { t } from './i18n.ts'
import { leave } from './leave.ts'
import { problemOf } from './problem.ts'
import { store } from './store.ts'

/** Something is under way: one thing at a time, so that a key held down does not decide two cases. */
const working = store(false)

function useIsWorking(): boolean {
  return working.use()
}

/** What one view does for somebody, and what came of it. */
export interface Work {
  readonly problem: string
  readonly said: string
  /** Do it, alone; what goes wrong becomes the problem. Whoever presses meanwhile hears that it is not heard. */
  readonly run: (work: () => Promise<void>) => void
  /** What went wrong, by what is known of it. */
  readonly fail: (text: string) => void
  readonly tell: (text: string) => void
}

export function useWork(): Work {
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState('')
  const fail = (text: string) => {
    setProblem(text)
    setSaid('')
  }
  const run = (work: () => Promise<void>) =>
    void alone(
      async () => {
        setProblem('')
        await work()
      },
      (cause) => fail(t(problemOf(cause))),
    )
  return { problem, said, run, fail, tell: setSaid }
}

/** One thing after the other. Where the session has ended, key and everything that is open go with the page. */
export async function alone(work: () => Promise<void>, failed: (cause: unknown) => void): Promise<void> {
  if (working.get()) return announce(t('desk-busy'))
  working.set(true)
  document.body.toggleAttribute('data-busy', true)
  try {
    await work()
  } catch (cause) {
    if (cause instanceof Unanswered && cause.reason === 'signed-out') return await leave()
    failed(cause)
  } finally {
    working.set(false)
    document.body.toggleAttribute('data-busy', false)
  }
}

/** What came of it, for everybody to see and to hear. */
export function Outcome({ of }: { of: Pick<Work, 'problem' | 'said'> }) {
  return (
    <>
      <p class="problem" role="alert" data-part="problem">
        {of.problem}
      </p>
      <p class="notice" role="status" data-part="done" hidden={of.said === ''}>
        {of.said}
      </p>
    </>
  )
}

interface ButtonProps extends Omit<ButtonHTMLAttributes, 'onClick' | 'aria-disabled' | 'icon'> {
  /** What it is found by. */
  readonly act?: string
  /** Without it the button sends its form. */
  readonly onPress?: () => void
}

/** A button that waits while something is under way, and says so where it is pressed all the same. */
export function Button({ act, type = 'button', onPress, ...rest }: ButtonProps) {
  const busy = useIsWorking()
  return (
    <button
      {...rest}
      type={type}
      data-act={act}
      aria-disabled={busy ? 'true' : undefined}
      onClick={onPress && (() => (busy ? announce(t('desk-busy')) : onPress()))}
    />
  )
}
