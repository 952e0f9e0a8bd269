import { type Logger } from '#basics'
import { askLocal, serveLocal, SocketError } from '#sockets'
import { CONTENT_MAX_BYTES } from './content.ts'
import { draft, type Drafted, issue, type IssueOutcome, type IssuingDeps } from './issue.ts'

const MOST_ASKED_BYTES = 2 * CONTENT_MAX_BYTES
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

/** Answer on the socket of the issuer's directory, until disposed of. What is asked stays in memory while it is answered. */
export function serveIssuing(
  deps: IssuingDeps,
  { directory, logger }: { directory: string; logger: Logger },
): Promise<AsyncDisposable> {
  const answer = async (route: string, body: string): Promise<object | undefined> => {
    const { approval, text } = readAsked(body)
    if (text === undefined) return undefined
    if (route === '/draft') return draft(deps, text)
    if (route === '/issue' && approval !== undefined) return issue(deps, { approval, text })
    return undefined
  }
  const said = () => 'The issuer failed.'
  const serving = { directory, logger, mostBytes: MOST_ASKED_BYTES, failed: 'issuer.failed', said }
  return serveLocal(answer, serving).catch((cause: unknown) => {
    if (!(cause instanceof SocketError) || cause.code !== 'bad-path') throw cause
    throw new SocketError('bad-path', `${cause.message}: set EXEUNT_ISSUER to a shorter path`)
  })
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

function readAsked(body: string): { approval?: string; text?: string } {
  try {
    const { approval, text } = JSON.parse(body) as { approval?: unknown; text?: unknown }
    return {
      ...(typeof approval === 'string' && /^[0-9a-f-]{36}$/.test(approval) ? { approval } : {}),
      ...(typeof text === 'string' ? { text } : {}),
    }
  } catch {
    return {}
  }
}
