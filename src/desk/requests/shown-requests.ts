import { type Request, requestsFor } from '#approvals'
import { findToBranch } from '#certificates'
import { numberOf, readEntry } from '#register'
import { type GrantedRole, type Session, team } from '#staff'
import { type DeskDeps } from '../deps.ts'
import { answerableFrom, type ShownRequest } from './requests-page.tsx'

/** The requests that a member sees, each with what it is about. */
export async function shownRequests(
  deps: DeskDeps,
  session: Session,
): Promise<{ open: ShownRequest[]; answered: ShownRequest[] }> {
  const [{ open, answered }, members] = await Promise.all([requestsFor(deps, session), team(deps)])
  const approvers = members
    .filter(({ id, state }) => state === 'admitted' && id !== session.member)
    .flatMap(({ roles }) => roles.filter(({ role }) => role === 'approver'))
  const show = async (request: Request): Promise<ShownRequest> => {
    const { act } = request
    const about = act.kind === 'role' ? act.member : ''
    return {
      request,
      entry: await entryOf(deps, request),
      memberName: members.find(({ id }) => id === about)?.name ?? '',
      answerFrom: request.verdict === null ? await answerFrom(deps, request, session, approvers) : null,
    }
  }
  return { open: await Promise.all(open.map(show)), answered: await Promise.all(answered.map(show)) }
}

/** The branch that she answers for: of a certificate the one that its content was sealed to. */
async function answerFrom(
  { db }: DeskDeps,
  request: Request,
  session: Session,
  approvers: readonly GrantedRole[],
): Promise<string | null> {
  const any = answerableFrom(request, session, approvers)
  if (any === null || request.act.kind !== 'certificate') return any
  const to = await findToBranch(db, request.id)
  return session.roles.some(({ role, branch }) => role === 'approver' && branch === to) ? to : null
}

async function entryOf({ db }: DeskDeps, { act }: Request) {
  if (act.kind !== 'correction' && act.kind !== 'withdrawal') return undefined
  const number = act.kind === 'correction' ? act.entry : await numberOf(db, act.submission)
  return number === null ? undefined : readEntry(db, number)
}
