import * as v from 'valibot'
import { type Logger } from '#basics'
import { parsedJson, text, uuid } from '#parse'
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
    if (route === '/draft') {
      const asked = parsedJson(toDraft, body)
      return asked && draft(deps, asked.text)
    }
    const asked = route === '/issue' ? parsedJson(toIssue, body) : undefined
    return asked && issue(deps, asked)
  }
  const said = () => 'The issuer failed.'
  const serving = { directory, logger, mostBytes: MOST_ASKED_BYTES, failed: 'issuer.failed', said }
  return serveLocal(answer, serving).catch((cause: unknown) => {
    if (!(cause instanceof SocketError) || cause.code !== 'bad-path') throw cause
    throw new SocketError('bad-path', `${cause.message}: set EXEUNT_ISSUER to a shorter path`)
  })
}

/** The text of a content: {@link readContent} reads it. */
const content = text({ max: MOST_ASKED_BYTES })
const toDraft = v.strictObject({ text: content })
const toIssue = v.strictObject({ approval: uuid, text: content })
