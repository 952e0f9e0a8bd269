/** @jsxImportSource preact */
import type { Reply } from '../../shell/browser/ask.ts'
import { branchName } from '../../shell/browser/branch-name.ts'
import { t } from '../../shell/browser/i18n.ts'
import { Button } from '../../shell/browser/work.tsx'
import type { Granted } from './role-fields.tsx'

type Member = Reply<'team'>['members'][number]

/** What can be done about a member. */
export type Doing = 'admit' | 'role-give' | 'return' | 'remove'

interface RowProps {
  readonly member: Member
  readonly hasOneBranch: boolean
  /** Whether whoever looks has a role to give. */
  readonly gives: boolean
  readonly press: (doing: Doing) => void
  readonly take: (held: Granted) => void
}

export function MemberRow({ member, hasOneBranch, gives, press, take }: RowProps) {
  const { name, state, compares, mayReturn, mayRemove, opened, hasKey, synced } = member
  return (
    <tr>
      <th scope="row">
        <bdi class="own">{name}</bdi>
      </th>
      <td>
        <Roles member={member} hasOneBranch={hasOneBranch} take={take} />
      </td>
      <td>
        {t(`desk-state-${state}`)}{' '}
        <p class="member-acts">
          {compares && (
            <Button act="admit" class="small" onPress={() => press('admit')}>
              {t('desk-admit')}
            </Button>
          )}
          {state === 'admitted' && gives && (
            <Button act="role-give" class="small quiet" onPress={() => press('role-give')}>
              {t('desk-role-give')}
            </Button>
          )}
          {mayReturn && (
            <Button act="return" class="small quiet" onPress={() => press('return')}>
              {t('desk-return')}
            </Button>
          )}
          {mayRemove && (
            <Button act="remove" class="small quiet" onPress={() => press('remove')}>
              {t('desk-remove')}
            </Button>
          )}
        </p>
        {opened.length > 0 && (
          <details>
            <summary>{t('desk-left-opened')}</summary>
            <ul>
              {opened.map(({ branch, week, cases }) => (
                <li key={`${branch.id} ${week}`}>
                  {t('desk-left-opened-box', { name: week, count: cases })}
                  {!hasOneBranch && ` · ${branchName(branch)}`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td class="soft">
        {synced.length === 0
          ? t(hasKey ? 'desk-key-lost' : 'desk-key-none')
          : synced.map((one, nth) => <p key={nth}>{t(one ? 'desk-key-synced' : 'desk-key-bound')}</p>)}
      </td>
    </tr>
  )
}

type RolesProps = Pick<RowProps, 'member' | 'hasOneBranch' | 'take'>

function Roles({ member: { name, roles }, hasOneBranch, take }: RolesProps) {
  return (
    <ul class="plain">
      {[...Map.groupBy(roles, ({ branch }) => branch.id)].map(([id, held]) => (
        <li key={id} class="roles">
          {!hasOneBranch && held[0] && <bdi class="own soft">{branchName(held[0].branch)}</bdi>}
          {held.map(({ role, mayTake }) => (
            <span key={role} class="role">
              {t(`desk-role-${role}`)}
              {mayTake && (
                <Button
                  act="role-take"
                  class="small quiet"
                  aria-label={t('desk-role-take-from', { name, text: t(`desk-role-${role}`) })}
                  onPress={() => take({ role, branch: id })}
                >
                  ×
                </Button>
              )}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
