import { type Context, Hono } from 'hono'
import { ready, respond } from '#http'
import { inclusionProofs, readOrigin } from '#ledger'
import { writePublishedEntries } from '#proof'
import { publishedEntries, publishedLeaf } from '#publish'
import { type FrontEnv } from '../front.ts'
import { type SiteDeps } from '../deps.ts'
import { routes } from '../routes.ts'

const ENTRY = /^([1-9]\d{0,14})\.json$/
const PROOF = /^([1-9]\d{0,14})-([1-9]\d{0,2})\.tlog-proof$/
const BRIEFLY = 'public, max-age=5'

/**
 * What opens the leaves of a published entry, for anybody: whoever has it has nothing that the next visitor could
 * not have. Of an entry that is not shown, was taken back, or is not there, the answer is the same.
 */
export function openingFiles({ db, folder }: SiteDeps): Hono<FrontEnv> {
  const files = new Hono<FrontEnv>()
  const proofs = inclusionProofs(folder)
  let log: string | null = null
  files.get(`${routes.entries}/:file`, async (c) => {
    const file = c.req.param('file')
    const [, number] = ENTRY.exec(file) ?? []
    if (number !== undefined) return giveEntry(c, Number(number))
    const [, entry, line] = PROOF.exec(file) ?? []
    return entry === undefined ? nothing(c) : giveProof(c, { number: Number(entry), line: Number(line) })
  })
  return files

  async function giveEntry(c: Context<FrontEnv>, number: number): Promise<Response> {
    const [entry] = await publishedEntries(db, { after: number - 1, upTo: number })
    if (!entry) return nothing(c)
    // A log has its name from its birth on, and for ever.
    log ??= await readOrigin(db)
    if (log === null) return nothing(c)
    const content = Buffer.from(writePublishedEntries({ log, entries: [entry] }))
    return given(c, { content, type: 'application/json', packed: 'often' })
  }

  async function giveProof(
    c: Context<FrontEnv>,
    person: { number: number; line: number },
  ): Promise<Response> {
    const leaf = await publishedLeaf(db, person)
    const content = leaf === undefined ? undefined : await proofs(leaf)
    if (!content) return nothing(c)
    // Hashes do not get smaller: to try costs more than the rest of the answer.
    return given(c, { content, type: 'text/plain; charset=utf-8', packed: 'never' })
  }
}

/** Read anew for each who asks, and kept nowhere: who is shown no longer is in no memory of ours. */
function given(
  c: Context<FrontEnv>,
  { content, type, packed }: { content: Uint8Array<ArrayBuffer>; type: string; packed: 'often' | 'never' },
): Response | Promise<Response> {
  const headers = { 'Content-Type': type, 'Cache-Control': BRIEFLY, 'Access-Control-Allow-Origin': '*' }
  const made = ready({ bytes: content, headers, packed })
  return respond(c, (asked) => made.to(asked))
}

function nothing(c: Context<FrontEnv>): Response {
  return c.text('not here\n', 404, { 'Access-Control-Allow-Origin': '*' })
}
