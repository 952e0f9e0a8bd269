import { answersFrom, type Request, requestsFor } from '#approvals'
import { numberOf, readEntry } from '#register'
import { type Session, team } from '#staff'
import { type DeskDeps } from '../deps.ts'
import { type ShownRequest } from './requests-page.tsx'

/** The requests that a member sees, each with what it is about. */
export async function shownRequests(
  deps: DeskDeps,
  session: Session,
): Promise<{ open: ShownRequest[]; answered: ShownRequest[] }> {
  const [{ open, answered }, members] = await Promise.all([requestsFor(deps, session), team(deps)])
  const show = async (request: Request): Promise<ShownRequest> => {
    const { act } = request
    const about = act.kind === 'role' ? act.member : ''
    return {
      request,
      entry: await entryOf(deps, request),
      memberName: members.find(({ id }) => id === about)?.name ?? '',
      answers: answersFrom(request, session, deps.clock()),
    }
  }
  return { open: await Promise.all(open.map(show)), answered: await Promise.all(answered.map(show)) }
}

async function entryOf({ db }: DeskDeps, { act }: Request) {
  if (act.kind !== 'correction' && act.kind !== 'withdrawal') return undefined
  const number = act.kind === 'correction' ? act.entry : await numberOf(db, act.submission)
  return number === null ? undefined : readEntry(db, number)
}
