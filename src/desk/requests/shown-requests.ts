import { answersFrom, challenges, type Request, requestsFor } from '#approvals'
import { dayAt } from '#basics'
import { requestReference } from '#certificates'
import { numberInFours } from '#proof'
import { type Entry, numberOf, readEntry } from '#register'
import { type PublicVersion } from '#review'
import { branches, type Session, team } from '#staff'
import { type DeskDeps } from '../deps.ts'

/** What the reader of requests has to know of those that they name. */
interface Known {
  readonly members: ReadonlyMap<string, string>
  readonly branches: ReadonlyMap<string, string>
}

/** The requests that a member sees, each with what its reader needs to see in order to judge it. */
export async function shownRequests(deps: DeskDeps, session: Session) {
  const [{ open, answered }, members, all] = await Promise.all([
    requestsFor(deps, session),
    team(deps),
    branches(deps),
  ])
  const known = {
    members: new Map(members.map(({ id, name }) => [id, name])),
    branches: new Map(all.map(({ id, name }) => [id, name])),
  }
  return {
    open: await Promise.all(
      open.map(async (request) => ({
        ...(await shown(deps, request, known)),
        /** The branch in whose name she may answer, or why she may not. */
        answers: answersFrom(request, session, deps.clock()),
        /** What her passkey has to sign for either answer. */
        challenges: challenges(request),
      })),
    ),
    answered: await Promise.all(
      answered.map(async (request) => ({
        ...(await shown(deps, request, known)),
        verdict: request.verdict ?? 'refused',
        by: request.approverName ?? '',
      })),
    ),
  }
}

async function shown(deps: DeskDeps, request: Request, known: Known) {
  return {
    id: request.id,
    by: request.requesterName,
    branch: placeOf(known, request.branch),
    day: dayAt(request.requestedAt, deps.timeZone),
    about: await aboutOf(deps, request, known),
  }
}

async function aboutOf({ db }: DeskDeps, { act, text, payload }: Request, known: Known) {
  switch (act.kind) {
    case 'role':
      return {
        kind: act.kind,
        name: known.members.get(act.member) ?? '',
        role: act.role,
        branch: placeOf(known, act.branch),
      }
    case 'correction': {
      const version = JSON.parse(payload ?? 'null') as PublicVersion | null
      return { kind: act.kind, number: act.entry, change: changeOf(await readEntry(db, act.entry), version) }
    }
    case 'withdrawal': {
      const number = await numberOf(db, act.submission)
      const entry = number === null ? undefined : await readEntry(db, number)
      const lines = entry?.lines.filter(({ withdrawn }) => !withdrawn) ?? []
      return {
        kind: act.kind,
        number: number ?? 0,
        lines: lines.slice(0, LINES_MOST),
        more: Math.max(0, lines.length - LINES_MOST),
      }
    }
    case 'certificate':
      // What it will say lies sealed; the text of the act says which content that has to be.
      return { kind: act.kind, number: requestReference(act.request), text }
    case 'certificate-state':
      return { kind: act.kind, number: numberInFours(act.number), state: act.state, reason: act.reason }
  }
}

/** Of a withdrawal that takes many back, so many are shown. */
const LINES_MOST = 10

/** What stands, and what would stand instead, where they differ. Null once what was asked for has been erased. */
function changeOf(entry: Entry | undefined, version: PublicVersion | null) {
  if (!entry || !version) return null
  const standing = new Map(entry.lines.map((line) => [line.position, line]))
  const people = version.people.map((line) => ({ before: standing.get(line.position) ?? null, after: line }))
  return {
    people,
    words: version.words === entry.words ? null : { before: entry.words, after: version.words },
  }
}

function placeOf(known: Known, id: string) {
  return { id, name: known.branches.get(id) ?? id }
}
