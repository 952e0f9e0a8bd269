import { dayAt } from '#basics'
import { type DeskCertificateNeeds } from './at-desk.ts'
import {
  type BranchFigures,
  findFigures,
  findIssued,
  findOpen,
  findWaitingFigures,
  type Issued,
  type Waiting,
} from './desk-store.ts'

/** Somebody who has waited for longer is shown first and marked. */
export const REMIND_AFTER_DAYS = 7

/** What waits at the branches of whoever acts, the oldest first, and what was issued there. */
export async function certificatesAtDesk(
  { db }: Pick<DeskCertificateNeeds, 'db'>,
  page: { number: string | null; before: string | null },
): Promise<{ open: Waiting[]; issued: Issued[] }> {
  const [open, issued] = await Promise.all([findOpen(db), findIssued(db, page)])
  return { open, issued }
}

/** Of the last year, a page of branches. */
export function branchFigures(
  { db, clock, timeZone }: DeskCertificateNeeds,
  page: { after: string; most: number },
): Promise<BranchFigures[]> {
  return findFigures(db, { day: dayAt(clock(), timeZone), ...page })
}

/** For the reminder on the first page of whoever issues. */
export function certificatesWaiting({ db }: Pick<DeskCertificateNeeds, 'db'>) {
  return findWaitingFigures(db)
}
