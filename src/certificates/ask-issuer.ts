import { askLocal, SocketError } from '#sockets'
import { type Drafted, type IssueOutcome } from './issuing/issue.ts'

const MOST_ANSWERED_BYTES = 4 * 1024 * 1024
/** A page that hangs is tried twice before it is given up. */
const PATIENCE_MS = 60_000

/** Whoever sets and signs: a process of its own, because it alone has the key. */
export interface Issuing {
  draft(text: string): Promise<Drafted | Away>
  issue(asked: { approval: string; text: string }): Promise<IssueOutcome | Away>
}

export interface Away {
  readonly outcome: 'away'
}

/** The issuing process of a directory. It is asked again by whoever meets `away`: what was begun goes on where it stopped. */
export function issuingAt(directory: string): Issuing {
  return {
    draft: (text) => ask<Drafted>(directory, '/draft', { text }),
    issue: (asked) => ask<IssueOutcome>(directory, '/issue', asked),
  }
}

async function ask<Reply>(directory: string, route: string, body: object): Promise<Reply | Away> {
  try {
    return await askLocal<Reply>({
      directory,
      route,
      body,
      patienceMs: PATIENCE_MS,
      mostBytes: MOST_ANSWERED_BYTES,
    })
  } catch (cause) {
    if (cause instanceof SocketError) return { outcome: 'away' }
    throw cause
  }
}
