import { dayAt } from '#basics'
import { type DeskCertificateDeps } from './at-desk.ts'
import {
  type BranchFigures,
  findFigures,
  findIssued,
  findOpen,
  findToRevoke,
  findWaitingFigures,
  type Issued,
  type ToRevoke,
  type Waiting,
} from './desk-store.ts'

/** Somebody who has waited for longer is shown first and marked. */
export const REMIND_AFTER_DAYS = 7

/** What waits at the branches of whoever acts, the oldest first, what was issued there, and what of it has to be revoked. */
export async function certificatesAtDesk(
  { db, clock }: Pick<DeskCertificateDeps, 'db' | 'clock'>,
  page: { number: string | null; before: string | null },
): Promise<{ open: Waiting[]; issued: Issued[]; toRevoke: ToRevoke[] }> {
  const [open, issued, toRevoke] = await Promise.all([
    findOpen(db),
    findIssued(db, page),
    findToRevoke(db, clock()),
  ])
  return { open, issued, toRevoke }
}

/** Of the last year, a page of branches. */
export function branchFigures(
  { db, clock, timeZone }: DeskCertificateDeps,
  page: { after: string; most: number },
): Promise<BranchFigures[]> {
  return findFigures(db, { day: dayAt(clock(), timeZone), ...page })
}

/** For the reminder on the first page of whoever issues. */
export async function certificatesWaiting({ db, clock }: Pick<DeskCertificateDeps, 'db' | 'clock'>) {
  const [waiting, toRevoke] = await Promise.all([findWaitingFigures(db), findToRevoke(db, clock())])
  return { ...waiting, toRevoke: toRevoke.filter(({ asked }) => !asked).length }
}
