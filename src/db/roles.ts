import { createHmac } from 'node:crypto'
import { type Secret } from '#basics'

/** The processes' roles. What each may do stands in db/current, in the grants of each schema. */
export const ROLES = ['exeunt_site', 'exeunt_desk', 'exeunt_work', 'exeunt_ledger', 'exeunt_issue'] as const
export type Role = (typeof ROLES)[number]

/**
 * The URL under which a process connects: the owner's, with the process's own role.
 *
 * The role's password is derived from the installation's database key, so that there is one secret to
 * keep and none to configure. Who reads that key can act as any of the roles, and still opens nothing.
 */
export function roleUrl(ownerUrl: string, role: Role, databaseKey: Secret<Uint8Array>): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = rolePassword(role, databaseKey)
  return url.href
}

export function rolePassword(role: Role, databaseKey: Secret<Uint8Array>): string {
  return createHmac('sha256', databaseKey.reveal()).update(`exeunt/role/${role}`).digest('base64url')
}
