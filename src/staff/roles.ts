// Also runs in a browser.
import type { BoxClass } from '#vault'

/** What somebody may do at a branch. A role at one branch is nothing at another. */
export const ROLES = ['reviewer', 'operator', 'issuer', 'approver', 'head', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** The branch that everything belongs to which belongs to no other: its id is the database's own. */
export const CENTRE = 'centre'

export interface GrantedRole {
  readonly role: Role
  readonly branch: string
}

/** Whoever opens an installation is alone in it, and does everything until others come. */
export const FOUNDER = [
  'administrator',
  'reviewer',
  'operator',
  'approver',
] as const satisfies readonly Role[]

/**
 * Whose work needs what lies in a box of each class, the smallest role first. Nobody else is given its key, so nobody else can open it;
 * the database says the same (`staff.opens`).
 */
export const OPENED_BY: Record<BoxClass, readonly [Role, ...Role[]]> = {
  draft: ['reviewer'],
  contact: ['operator', 'issuer'],
  papers: ['issuer', 'approver'],
}

/** Whether somebody with these roles may hold the key of a box. */
export function mayHold(
  roles: readonly GrantedRole[],
  box: { readonly branch: string; readonly class: BoxClass },
): boolean {
  return roles.some(({ role, branch }) => branch === box.branch && OPENED_BY[box.class].includes(role))
}

/** The boxes that somebody with these roles may hold the keys of: of which branches, and which classes. */
export function slotsOf(roles: readonly GrantedRole[]): { branch: string; class: BoxClass }[] {
  const classes = Object.keys(OPENED_BY) as BoxClass[]
  return [...new Set(roles.map(({ branch }) => branch))]
    .flatMap((branch) => classes.map((boxClass) => ({ branch, class: boxClass })))
    .filter((slot) => mayHold(roles, slot))
}

/** Whether one of these roles is among those asked for, at that branch or, if none is named, at any. An administrator's reach over all. */
export function hasRole(
  roles: readonly GrantedRole[],
  asked: readonly Role[],
  at: string | null = null,
): boolean {
  return roles.some(
    ({ role, branch }) => asked.includes(role) && (at === null || branch === at || role === 'administrator'),
  )
}
