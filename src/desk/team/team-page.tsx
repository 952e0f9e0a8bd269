import { mayGive } from '#approvals'
import { Phrases } from '#html'
import { type OpenedBox } from '#review'
import { type Branch, hasRole, type Role, ROLES, type TeamMember } from '#staff'
import { type Locale } from '#i18n'
import { branchName } from '../shell/branch-name.ts'
import { More } from '../shell/more.tsx'
import { Layout, type PageContext } from '../old/layout.tsx'

interface TeamProps {
  readonly context: PageContext
  readonly members: readonly TeamMember[]
  /** What those who have left had opened; for administrators. */
  readonly opened: readonly OpenedBox[]
  readonly branches: readonly Branch[]
  /** Where the members after these are. */
  readonly more: string | null
  /** When the page was made: what is compared on it is signed with this moment. */
  readonly at: string
}

/** Who sits at the desk, who waits, and how a colleague comes to it. */
export function TeamPage({ context, members, opened, branches, more, at }: TeamProps) {
  const { locale, seated } = context
  const { t } = locale
  const roles = seated?.roles ?? []
  const administers = hasRole(roles, ['administrator'])
  const invites = branches.filter(
    ({ id, closed }) => !closed && hasRole(roles, ['head', 'administrator'], id),
  )
  return (
    <Layout context={context} name="team" title={t('desk-team-title')}>
      <section class="wide" data-panel="team">
        <h1 id="team-title">{t('desk-team-title')}</h1>
        <div class="table-frame team" tabindex={0} role="region" aria-labelledby="team-title">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('desk-team-name')}</th>
                <th scope="col">{t('desk-team-role')}</th>
                <th scope="col">{t('desk-team-state')}</th>
                <th scope="col">{t('desk-team-key')}</th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <Member
                  member={member}
                  at={at}
                  locale={locale}
                  canRemove={administers && member.name !== seated?.name}
                  viewer={roles}
                  gives={invites.length > 0}
                  branches={branches}
                  opened={opened.filter((box) => box.member === member.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
        <More href={more} label={t('desk-more')} />
        <p class="problem" role="alert" data-part="problem"></p>
        <p class="notice" data-part="done" hidden></p>
        {invites.length > 0 && <Invite locale={locale} branches={invites} administers={administers} />}
      </section>
      <AdmitDialog locale={locale} />
      <ReturnDialog locale={locale} />
      <RemoveDialog locale={locale} />
      <GiveDialog locale={locale} branches={invites} administers={administers} />
      <Phrases
        locale={locale}
        keys={[
          'desk-problem-refused',
          'desk-problem-cancelled',
          'desk-problem-no-prf',
          'desk-problem-network',
          'desk-problem-fault',
          'desk-problem-signed-out',
          'desk-problem-not-allowed',
          'desk-problem-admit-not-waiting',
          'desk-problem-admit-key-differs',
          'desk-problem-admit-refused',
          'desk-problem-four-eyes',
          'desk-problem-leaving-yourself',
          'desk-problem-leaving-last-administrator',
          'desk-problem-leaving-not-there',
          'desk-remove-sure',
          'desk-return-sure',
          'desk-role-give-lead',
          'desk-role-asked',
          'desk-role-asked-already',
          'desk-admitted',
          'desk-admit-compare',
        ]}
      />
    </Layout>
  )
}

interface MemberProps {
  readonly at: string
  readonly member: TeamMember
  readonly locale: Locale
  readonly canRemove: boolean
  /** The roles of whoever looks. */
  readonly viewer: TeamMember['roles']
  readonly gives: boolean
  readonly opened: readonly OpenedBox[]
  readonly branches: readonly Branch[]
}

function Member({ member, at, locale, canRemove, viewer, gives, opened, branches }: MemberProps) {
  const { id, name, roles, state, passkeys, recipient } = member
  const { t } = locale
  const [hers] = passkeys
  const hasLost = state === 'admitted' || (state === 'waiting' && passkeys.length === 0)
  return (
    <tr>
      <th scope="row">
        <bdi class="own">{name}</bdi>
      </th>
      <td>
        <ul class="plain">
          {byBranch(roles).map(([branch, held]) => (
            <li class="roles">
              {branches.length > 1 && <bdi class="own soft">{branchName(locale, branches, branch)}</bdi>}
              {held.map((role) => (
                <span class="role">
                  {t(`desk-role-${role}`)}
                  {state !== 'left' && mayGive(viewer, { role, branch }) && (
                    <button
                      type="button"
                      class="small quiet"
                      data-act="role-take"
                      data-member={id}
                      data-role={role}
                      data-branch={branch}
                      aria-label={t('desk-role-take-from', { name, text: t(`desk-role-${role}`) })}
                    >
                      ×
                    </button>
                  )}
                </span>
              ))}
            </li>
          ))}
        </ul>
      </td>
      <td>
        {t(`desk-state-${state}`)}{' '}
        <p class="member-acts">
          {state === 'waiting' && hers && (
            <button
              type="button"
              class="small"
              data-act="admit"
              data-member={id}
              data-name={name}
              data-recipient={recipient}
              data-credential={hers.credential}
              data-key={hers.key}
              data-at={at}
            >
              {t('desk-admit')}
            </button>
          )}
          {state === 'admitted' && gives && (
            <button type="button" class="small quiet" data-act="role-give" data-member={id} data-name={name}>
              {t('desk-role-give')}
            </button>
          )}
          {hasLost && canRemove && (
            <button type="button" class="small quiet" data-act="return" data-member={id} data-name={name}>
              {t('desk-return')}
            </button>
          )}
          {state !== 'left' && canRemove && (
            <button type="button" class="small quiet" data-act="remove" data-member={id} data-name={name}>
              {t('desk-remove')}
            </button>
          )}
        </p>
        {opened.length > 0 && (
          <details>
            <summary>{t('desk-left-opened')}</summary>
            <ul>
              {opened.map(({ branch, week, cases }) => (
                <li>
                  {t('desk-left-opened-box', { name: week, count: cases })}
                  {branches.length > 1 && ` · ${branchName(locale, branches, branch)}`}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
      <td class="soft">
        {passkeys.length === 0
          ? t(recipient === null ? 'desk-key-none' : 'desk-key-lost')
          : passkeys.map(({ backedUp }) => <p>{backedUp ? t('desk-key-synced') : t('desk-key-bound')}</p>)}
      </td>
    </tr>
  )
}

/** Which role, and where. */
function RoleFields({ locale, branches, administers }: InviteProps) {
  const { t } = locale
  return (
    <p class="fields">
      <label>
        {t('desk-invite-role')}
        <select name="role">
          {ROLES.filter((role) => administers || role !== 'administrator').map((role) => (
            <option value={role}>{t(`desk-role-${role}`)}</option>
          ))}
        </select>
      </label>
      <label>
        {t('desk-branch')}
        <select name="branch">
          {branches.map(({ id }) => (
            <option value={id}>{branchName(locale, branches, id)}</option>
          ))}
        </select>
      </label>
    </p>
  )
}

function GiveDialog({ locale, branches, administers }: InviteProps) {
  const { t } = locale
  return (
    <dialog id="role-give" aria-labelledby="role-give-title">
      <h2 id="role-give-title">{t('desk-role-give-title')}</h2>
      <p data-part="lead"></p>
      <form method="dialog">
        <RoleFields locale={locale} branches={branches} administers={administers} />
        <p class="soft">{t('desk-role-give-note')}</p>
        <p class="actions">
          <button type="submit" class="primary" value="yes">
            {t('desk-role-give-button')}
          </button>
          <button type="submit" value="no" formnovalidate>
            {t('desk-cancel')}
          </button>
        </p>
      </form>
    </dialog>
  )
}

interface InviteProps {
  readonly locale: Locale
  readonly branches: readonly Branch[]
  readonly administers: boolean
}

function Invite({ locale, branches, administers }: InviteProps) {
  const { t } = locale
  return (
    <section aria-labelledby="invite-title" class="invite">
      <h2 id="invite-title">{t('desk-invite-title')}</h2>
      <p>{t('desk-invite-lead')}</p>
      <form data-part="invite-form">
        <RoleFields locale={locale} branches={branches} administers={administers} />
        <p class="actions">
          <button type="submit" class="primary">
            {t('desk-invite-button')}
          </button>
        </p>
      </form>
      <div data-part="invitation" hidden>
        <label for="invitation-link">{t('desk-invite-link')}</label>
        <input id="invitation-link" type="text" readonly class="link-once" data-part="link" />
        <p class="soft small-print">{t('desk-invite-once')}</p>
      </div>
    </section>
  )
}

function byBranch(roles: TeamMember['roles']): [string, Role[]][] {
  return [...Map.groupBy(roles, ({ branch }) => branch)].map(([branch, held]) => [
    branch,
    held.map(({ role }) => role),
  ])
}

function ReturnDialog({ locale: { t } }: { locale: Locale }) {
  return (
    <dialog id="return" aria-labelledby="return-title">
      <h2 id="return-title">{t('desk-return-title')}</h2>
      <p data-part="lead"></p>
      <p class="soft">{t('desk-return-note')}</p>
      <form method="dialog">
        <p class="actions">
          <button type="submit" value="yes">
            {t('desk-return')}
          </button>
          <button type="submit" class="primary" value="no">
            {t('desk-cancel')}
          </button>
        </p>
      </form>
    </dialog>
  )
}

function RemoveDialog({ locale: { t } }: { locale: Locale }) {
  return (
    <dialog id="remove" aria-labelledby="remove-title">
      <h2 id="remove-title">{t('desk-remove-title')}</h2>
      <p data-part="lead"></p>
      <p class="soft">{t('desk-remove-note')}</p>
      <form method="dialog">
        <p class="actions">
          <button type="submit" value="yes">
            {t('desk-remove')}
          </button>
          <button type="submit" class="primary" value="no">
            {t('desk-cancel')}
          </button>
        </p>
      </form>
    </dialog>
  )
}

function AdmitDialog({ locale: { t } }: { locale: Locale }) {
  return (
    <dialog id="admit" aria-labelledby="admit-title">
      <h2 id="admit-title">{t('desk-admit-title')}</h2>
      <p data-part="lead"></p>
      <p class="fingerprint" data-part="fingerprint"></p>
      <p class="soft">{t('desk-admit-warning')}</p>
      <form method="dialog">
        <p class="actions">
          <button type="submit" class="primary" value="yes">
            {t('desk-admit-same')}
          </button>
          <button type="submit" value="no">
            {t('desk-cancel')}
          </button>
        </p>
      </form>
    </dialog>
  )
}
