import { type Context, Hono } from 'hono'
import { ready } from '#http'
import { inclusionProof, readOrigin } from '#ledger'
import { type PublishedEntry, writePublishedEntries } from '#proof'
import { publishedEntries } from '#publish'
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
  files.get(`${routes.entries}/:file`, async (c) => {
    const file = c.req.param('file')
    const [, number] = ENTRY.exec(file) ?? []
    if (number !== undefined) return giveEntry(c, Number(number))
    const [, entry, line] = PROOF.exec(file) ?? []
    return entry === undefined ? nothing(c) : giveProof(c, Number(entry), Number(line))
  })
  return files

  async function giveEntry(c: Context<FrontEnv>, number: number): Promise<Response> {
    const [entry, log] = await Promise.all([published(number), readOrigin(db)])
    if (!entry || log === null) return nothing(c)
    return given(c, writePublishedEntries({ log, entries: [entry] }), 'application/json')
  }

  async function giveProof(c: Context<FrontEnv>, number: number, line: number): Promise<Response> {
    const person = (await published(number))?.people.find((one) => one.line === line)
    const proof = person && (await inclusionProof(folder, person.opening.index))
    if (!proof) return nothing(c)
    return given(c, proof, 'text/plain; charset=utf-8')
  }

  async function published(number: number): Promise<PublishedEntry | undefined> {
    const [entry] = await publishedEntries(db, { after: number - 1, upTo: number })
    return entry
  }
}

/** Read anew for each who asks, and kept nowhere: who is shown no longer is in no memory of ours. */
function given(c: Context<FrontEnv>, content: string | Uint8Array, type: string): Response {
  const headers = { 'Content-Type': type, 'Cache-Control': BRIEFLY, 'Access-Control-Allow-Origin': '*' }
  return ready({ bytes: Uint8Array.from(Buffer.from(content)), headers, packed: 'often' }).to(c.req.raw)
}

function nothing(c: Context<FrontEnv>): Response {
  return c.text('not here\n', 404, { 'Access-Control-Allow-Origin': '*' })
}
