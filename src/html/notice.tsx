import { type Child } from 'hono/jsx'

interface NoticeProps {
  /** That something was done looks otherwise than what has to be looked at. */
  readonly kind: 'done' | 'attention'
  readonly children: Child
}

/** What came of what somebody pressed; read aloud as soon as it is there. */
export function Notice({ kind, children }: NoticeProps) {
  return (
    <p class={kind === 'done' ? 'done' : 'attention'} role={kind === 'done' ? 'status' : 'alert'}>
      {children}
    </p>
  )
}
