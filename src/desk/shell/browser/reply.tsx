/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import { Unanswered } from './ask.ts'
import { t } from './i18n.ts'
import { leave } from './leave.ts'
import { problemOf } from './problem.ts'

/** What a view shows of the server. */
export interface Loaded<Data> {
  /** Null until it is there; what was there before stays while it is asked anew. */
  readonly data: Data | null
  readonly problem: string
  /** Ask once more. */
  readonly again: () => Promise<void>
}

/** Ask for what a view shows, when it is first shown and whenever `by` changes. */
export function useReply<Data>(load: () => Promise<Data>, by: string = ''): Loaded<Data> {
  const [data, setData] = useState<Data | null>(null)
  const [problem, setProblem] = useState('')
  let shown = true
  const again = async () => {
    try {
      const next = await load()
      if (shown) setData(next)
    } catch (cause) {
      if (cause instanceof Unanswered && cause.reason === 'signed-out') return leave()
      if (shown) setProblem(t(problemOf(cause)))
    }
  }
  useEffect(() => {
    void again()
    return () => {
      shown = false
    }
  }, [by])
  return { data, problem, again }
}
