/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Role } from '#staff'
import type { Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { t } from '../../shell/browser/i18n.ts'

export type Gives = Reply<'team'>['gives']

export interface Granted {
  readonly role: Role
  readonly branch: string
}

/** Which role, and where: what she may give, at the branches where she may. */
export function useRoleFields(gives: Gives) {
  const [branch, setBranch] = useState(gives[0]?.id ?? '')
  const [role, setRole] = useState<Role>('reviewer')
  const roles = gives.find(({ id }) => id === branch)?.roles ?? []
  const chosen = roles.includes(role) ? role : (roles[0] ?? role)
  const fields = (
    <p class="fields">
      <label>
        {t('desk-invite-role')}
        <select name="role" value={chosen} onChange={(event) => setRole(event.currentTarget.value as Role)}>
          {roles.map((one) => (
            <option key={one} value={one}>
              {t(`desk-role-${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('desk-branch')}
        <select name="branch" value={branch} onChange={(event) => setBranch(event.currentTarget.value)}>
          {gives.map((place) => (
            <option key={place.id} value={place.id}>
              {branchName(place)}
            </option>
          ))}
        </select>
      </label>
    </p>
  )
  return { fields, chosen: { role: chosen, branch } satisfies Granted }
}
