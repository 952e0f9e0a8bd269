import { type Request, requestsFor } from '#approvals'
import { numberOf, readEntry } from '#register'
import { type Session, team } from '#staff'
import { type DeskNeeds } from './needs.ts'
import { answerableFrom, type ShownRequest } from './requests-page.tsx'

/** The requests that a member sees, each with what it is about. */
export async function shownRequests(
  needs: DeskNeeds,
  session: Session,
): Promise<{ open: ShownRequest[]; answered: ShownRequest[] }> {
  const [{ open, answered }, members] = await Promise.all([requestsFor(needs, session), team(needs)])
  const approvers = members
    .filter(({ id, state }) => state === 'admitted' && id !== session.member)
    .flatMap(({ roles }) => roles.filter(({ role }) => role === 'approver'))
  const show = async (request: Request): Promise<ShownRequest> => {
    const { act } = request
    const about = act.kind === 'role' ? act.member : ''
    return {
      request,
      entry: await entryOf(needs, request),
      memberName: members.find(({ id }) => id === about)?.name ?? '',
      answerFrom: request.verdict === null ? answerableFrom(request, session, approvers) : null,
    }
  }
  return { open: await Promise.all(open.map(show)), answered: await Promise.all(answered.map(show)) }
}

async function entryOf({ db }: DeskNeeds, { act }: Request) {
  if (act.kind === 'role') return undefined
  const number = act.kind === 'correction' ? act.entry : await numberOf(db, act.submission)
  return number === null ? undefined : readEntry(db, number)
}
