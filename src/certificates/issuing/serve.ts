import { type Logger } from '#basics'
import { serveLocal, SocketError } from '#sockets'
import { CONTENT_MAX_BYTES } from '../content.ts'
import { draft, issue, type IssuingDeps } from './issue.ts'

const MOST_ASKED_BYTES = 2 * CONTENT_MAX_BYTES

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
